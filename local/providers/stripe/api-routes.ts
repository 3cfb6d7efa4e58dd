import type { Route } from '../router.ts';
import { listCharges, retrieveCharge } from './charges.ts';
import * as customers from './customers.ts';
import { listDisputes, retrieveDispute } from './disputes.ts';
import type { Endpoint } from './endpoint.ts';
import { listEvents, retrieveEvent } from './event-endpoints.ts';
import { retrieveAccount, retrieveBalance } from './own-account.ts';
import { searchIntents } from './payment-intent-search.ts';
import * as intents from './payment-intents.ts';
import * as domains from './payment-method-domains.ts';
import { createRefund, listRefunds, retrieveRefund } from './refunds.ts';
import * as sessions from './sessions.ts';
import * as endpoints from './webhook-endpoints.ts';

/** Every endpoint of the API that is simulated. */
export const apiRoutes: Route<Endpoint>[] = [
  post('/v1/checkout/sessions', sessions.createSession),
  get('/v1/checkout/sessions', sessions.listSessions),
  get('/v1/checkout/sessions/:id', sessions.retrieveSession),
  post('/v1/checkout/sessions/:id/expire', sessions.expireSession),
  get('/v1/checkout/sessions/:id/line_items', sessions.listSessionLineItems),
  post('/v1/payment_intents', intents.createIntent),
  get('/v1/payment_intents', intents.listIntents),
  get('/v1/payment_intents/search', searchIntents),
  get('/v1/payment_intents/:id', intents.retrieveIntent),
  post('/v1/payment_intents/:id/cancel', intents.cancelIntentEndpoint),
  get('/v1/charges', listCharges),
  get('/v1/charges/:id', retrieveCharge),
  post('/v1/refunds', createRefund),
  get('/v1/refunds', listRefunds),
  get('/v1/refunds/:id', retrieveRefund),
  get('/v1/disputes', listDisputes),
  get('/v1/disputes/:id', retrieveDispute),
  get('/v1/events', listEvents),
  get('/v1/events/:id', retrieveEvent),
  post('/v1/customers', customers.createCustomer),
  get('/v1/customers', customers.listCustomers),
  get('/v1/customers/:id', customers.retrieveCustomer),
  post('/v1/customer_sessions', customers.createCustomerSession),
  post('/v1/ephemeral_keys', customers.createEphemeralKey),
  post('/v1/payment_method_domains', domains.createDomain),
  get('/v1/payment_method_domains', domains.listDomains),
  get('/v1/payment_method_domains/:id', domains.retrieveDomain),
  post('/v1/payment_method_domains/:id', domains.updateDomain),
  post('/v1/payment_method_domains/:id/validate', domains.validateDomain),
  post('/v1/webhook_endpoints', endpoints.createEndpoint),
  get('/v1/webhook_endpoints', endpoints.listEndpoints),
  get('/v1/webhook_endpoints/:id', endpoints.retrieveEndpoint),
  post('/v1/webhook_endpoints/:id', endpoints.updateEndpoint),
  { method: 'DELETE', pattern: '/v1/webhook_endpoints/:id', handler: endpoints.deleteEndpoint },
  get('/v1/balance', retrieveBalance),
  get('/v1/account', retrieveAccount),
];

function get(pattern: string, handler: Endpoint): Route<Endpoint> {
  return { method: 'GET', pattern, handler };
}

function post(pattern: string, handler: Endpoint): Route<Endpoint> {
  return { method: 'POST', pattern, handler };
}
