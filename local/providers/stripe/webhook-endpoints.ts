import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter, missingParameter, noSuch } from './errors.ts';
import type { EndpointRecord } from './events.ts';
import { currentApiVersion } from './events.ts';
import { newId } from './ids.ts';
import { listPage, listParameters } from './lists.ts';
import { metadataOf, optionalBoolean, optionalText, optionalUrl, textList } from './parameters.ts';

const defaultEndpointId = 'we_1Default';

/** The events that the default endpoint subscribes to. */
const defaultEvents = [
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
  'payment_intent.succeeded',
  'payment_intent.processing',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
];

/** Sends the default endpoint's notifications to this address, signed with this secret. */
export function setDefaultEndpoint(account: StripeAccount, url: string, secret: string): void {
  const existing = account.events.endpoints.get(defaultEndpointId);
  if (existing) {
    existing.endpoint.url = url;
    return;
  }
  const endpoint = newEndpoint(account, defaultEndpointId, url, defaultEvents);
  account.events.endpoints.set(endpoint.id, { endpoint, secret });
}

export const createEndpoint: Endpoint = {
  known: {
    url: true,
    enabled_events: true,
    api_version: true,
    connect: true,
    description: true,
    expand: true,
    metadata: true,
  },
  act: ({ account, params }) => {
    const url = optionalUrl(params, 'url');
    if (url === undefined) throw missingParameter('url');
    const enabledEvents = textList(params, 'enabled_events');
    if (!enabledEvents) throw missingParameter('enabled_events');
    const apiVersion = optionalText(params, 'api_version');
    if (apiVersion !== undefined && apiVersion !== currentApiVersion) {
      throw invalidParameter('api_version', `Not simulated: api_version ${apiVersion}.`);
    }
    const endpoint = newEndpoint(account, newId('we_1'), url, enabledEvents);
    endpoint.description = optionalText(params, 'description') ?? null;
    endpoint.metadata = metadataOf(params);
    const secret = `whsec_${randomText(32)}`;
    account.events.endpoints.set(endpoint.id, { endpoint, secret });
    // Stripe shows the secret once, in the answer to the creation.
    return { ...endpoint, secret };
  },
};

export const listEndpoints: Endpoint = {
  known: listParameters,
  act: ({ account, params }) => {
    const endpoints = [...account.events.endpoints.values()].map(({ endpoint }) => endpoint);
    return listPage(endpoints, params, '/v1/webhook_endpoints');
  },
};

export const retrieveEndpoint: Endpoint = {
  known: { expand: true },
  act: ({ account, ids }) => endpointOf(account, ids.id).endpoint,
};

export const updateEndpoint: Endpoint = {
  known: {
    description: true,
    disabled: true,
    enabled_events: true,
    expand: true,
    metadata: true,
    url: true,
  },
  act: ({ account, params, ids }) => {
    const { endpoint } = endpointOf(account, ids.id);
    const isDisabled = optionalBoolean(params, 'disabled');
    endpoint.url = optionalUrl(params, 'url') ?? endpoint.url;
    endpoint.enabled_events = textList(params, 'enabled_events') ?? endpoint.enabled_events;
    endpoint.description = optionalText(params, 'description') ?? endpoint.description;
    endpoint.metadata = { ...endpoint.metadata, ...metadataOf(params) };
    if (isDisabled !== undefined) endpoint.status = isDisabled ? 'disabled' : 'enabled';
    return endpoint;
  },
};

export const deleteEndpoint: Endpoint = {
  known: {},
  act: ({ account, ids }) => {
    const { endpoint } = endpointOf(account, ids.id);
    account.events.endpoints.delete(endpoint.id);
    return { id: endpoint.id, object: 'webhook_endpoint', deleted: true };
  },
};

function endpointOf(account: StripeAccount, id = ''): EndpointRecord {
  const record = account.events.endpoints.get(id);
  if (!record) throw noSuch('webhook_endpoint', id, 'webhook_endpoint');
  return record;
}

function newEndpoint(
  account: StripeAccount,
  id: string,
  url: string,
  enabledEvents: string[],
): Stripe.WebhookEndpoint {
  return {
    id,
    object: 'webhook_endpoint',
    api_version: currentApiVersion,
    application: null,
    created: account.clock.nowSeconds(),
    description: null,
    enabled_events: [...enabledEvents],
    livemode: false,
    metadata: {},
    status: 'enabled',
    url,
  };
}
