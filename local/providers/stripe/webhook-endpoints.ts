import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import type { StripeAccount } from './account.ts';
import { type Endpoint, names } from './endpoint.ts';
import { currentApiVersion } from './events.ts';
import { newId } from './ids.ts';
import { listOf } from './lists.ts';

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
  'radar.early_fraud_warning.created',
];

/** The endpoint that the account has from the beginning, at this address. */
export function addDefaultEndpoint(account: StripeAccount, url: string): void {
  const endpoint = newEndpoint(account, 'we_1Default', url, defaultEvents);
  account.events.endpoints.set(endpoint.id, { endpoint, secret: account.options.webhookSecret });
}

export const createEndpoint: Endpoint = {
  known: names('url enabled_events api_version connect expand'),
  act: ({ account, params }) => {
    const url = params.demand('url', params.url('url'));
    const enabledEvents = params.demand('enabled_events', params.texts('enabled_events'));
    const apiVersion = params.text('api_version');
    if (apiVersion !== undefined && apiVersion !== currentApiVersion) {
      throw params.refusal('api_version', `Not simulated: api_version ${apiVersion}.`);
    }
    const endpoint = newEndpoint(account, newId('we_1'), url, enabledEvents);
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
