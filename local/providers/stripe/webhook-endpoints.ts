import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import { type Endpoint, show } from './endpoint.ts';
import { invalidParameter, missingParameter, noSuch } from './errors.ts';
import { currentApiVersion, type EndpointRecord } from './events.ts';
import { newId } from './ids.ts';
import { listOf } from './lists.ts';
import {
  metadataOf,
  names,
  optionalBoolean,
  optionalText,
  optionalUrl,
  textList,
} from './parameters.ts';

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

/** Sends the default endpoint's notifications to this address. */
export function setDefaultEndpoint(account: StripeAccount, url: string): void {
  const { events, webhookSecret: secret } = account;
  const existing = events.endpoints.get(defaultEndpointId);
  if (existing) existing.endpoint.url = url;
  const endpoint =
    existing?.endpoint ?? newEndpoint(account, defaultEndpointId, url, defaultEvents);
  events.endpoints.set(endpoint.id, { endpoint, secret });
}

export const createEndpoint: Endpoint = {
  known: names('url enabled_events api_version connect description expand metadata'),
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

export const listEndpoints = listOf(
  '/v1/webhook_endpoints',
  ({ events }) => [...events.endpoints.values()].map(({ endpoint }) => endpoint),
  { dated: false },
);

export const retrieveEndpoint = show((account, id) => endpointOf(account, id).endpoint);

export const updateEndpoint: Endpoint = {
  known: names('description disabled enabled_events expand metadata url'),
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
