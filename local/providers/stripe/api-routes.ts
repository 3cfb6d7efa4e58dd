import * as customers from './customers.ts';
import { type Endpoint, names, show } from './endpoint.ts';
import { eventOf, listEvents } from './event-endpoints.ts';
import { listOf } from './lists.ts';
import { retrieveBalance } from './own-account.ts';
import * as intents from './payment-intents.ts';
import * as domains from './payment-method-domains.ts';
import * as methods from './payment-methods.ts';
import { createRefund } from './refunds.ts';
import * as sessions from './sessions.ts';
import * as endpoints from './webhook-endpoints.ts';

const ofPayment = { equals: 'charge payment_intent' };

/** Every endpoint of the API that is simulated; `null` for all that is not. */
export const apiRoutes: Record<string, Endpoint | null> = {
  'POST /v1/checkout/sessions': sessions.createSession,
  'GET /v1/checkout/sessions': sessions.listSessions,
  'GET /v1/checkout/sessions/:id': show((account, id) => account.session(id).session),
  'POST /v1/checkout/sessions/:id/expire': sessions.expireSession,
  'POST /v1/payment_intents': intents.createIntent,
  'GET /v1/payment_intents': listOf('/v1/payment_intents', (account) => account.intents.values(), {
    equals: 'customer',
  }),
  'GET /v1/payment_intents/:id': {
    known: names('expand client_secret'),
    act: ({ account, ids }) => account.intent(ids.id),
  },
  'POST /v1/payment_intents/:id/cancel': intents.cancelIntentEndpoint,
  'GET /v1/charges/:id': show((account, id) => account.charge(id)),
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': listOf('/v1/refunds', (account) => account.refunds.values(), ofPayment),
  'GET /v1/refunds/:id': show((account, id) => account.refund(id)),
  'GET /v1/disputes': listOf('/v1/disputes', (account) => account.disputes.values(), ofPayment),
  'GET /v1/disputes/:id': show((account, id) => account.dispute(id)),
  'GET /v1/events': listEvents,
  'GET /v1/events/:id': show(eventOf),
  'POST /v1/customers': customers.createCustomer,
  'GET /v1/customers': listOf('/v1/customers', (account) => account.customers.values(), {
    equals: 'email',
  }),
  'GET /v1/customers/:id': customers.showCustomer,
  'POST /v1/customers/:id': customers.updateCustomer,
  'DELETE /v1/customers/:id': customers.deleteCustomer,
  'GET /v1/customers/:id/payment_methods': methods.listMethodsOf,
  'POST /v1/payment_methods/:id/detach': methods.detachMethod,
  'POST /v1/customer_sessions': customers.createCustomerSession,
  'POST /v1/payment_method_domains': domains.createDomain,
  'GET /v1/payment_method_domains': listOf(
    '/v1/payment_method_domains',
    (account) => account.domains.values(),
    { equals: 'domain_name enabled', dated: false },
  ),
  'POST /v1/payment_method_domains/:id/validate': domains.validateDomain,
  'POST /v1/webhook_endpoints': endpoints.createEndpoint,
  'GET /v1/webhook_endpoints': endpoints.listEndpoints,
  'GET /v1/balance': retrieveBalance,
  'ALL /v1/*': null,
};
