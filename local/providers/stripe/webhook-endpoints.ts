import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import { type Endpoint, names, show } from './endpoint.ts';
import { noSuch } from './errors.ts';
import { currentApiVersion, type EndpointRecord } from './events.ts';
import { newId } from './ids.ts';
import { listOf } from './lists.ts';

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
    const url = params.demand('url', params.url('url'));
    const enabledEvents = params.demand('enabled_events', params.texts('enabled_events'));
    const apiVersion = params.text('api_version');
    if (apiVersion !== undefined && apiVersion !== currentApiVersion) {
      throw params.refusal('api_version', `Not simulated: api_version ${apiVersion}.`);
    }
    const endpoint = newEndpoint(account, newId('we_1'), url, enabledEvents);
    endpoint.description = params.text('description') ?? null;
    endpoint.metadata = params.metadata();
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
    const isDisabled = params.boolean('disabled');
    endpoint.url = params.url('url') ?? endpoint.url;
    endpoint.enabled_events = params.texts('enabled_events') ?? endpoint.enabled_events;
    endpoint.description = params.text('description') ?? endpoint.description;
    endpoint.metadata = { ...endpoint.metadata, ...params.metadata() };
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
