import type { Route } from '../router.ts';
import { captureOrder, readCapture } from './capture-order.ts';
import { createOrder, readOrder } from './create-order.ts';
import type { Endpoint } from './endpoint.ts';
import { listDisputes } from './list-disputes.ts';
import { readDispute } from './move-dispute.ts';
import { createRefund, readRefund } from './refund-capture.ts';
import * as webhooks from './webhook-endpoints.ts';

/** An endpoint, and how long it remembers the `PayPal-Request-Id` of what succeeded. */
export type ApiRoute = {
  act: Endpoint;
  keptSeconds?: number;
};

const hour = 60 * 60;
const ordersKept = 6 * hour;
const refundsKept = 45 * 24 * hour;
const events = '/v1/notifications/webhooks-events';

/** Every endpoint of the API that is simulated. */
export const apiRoutes: Route<ApiRoute>[] = [
  post('/v2/checkout/orders', createOrder, ordersKept),
  get('/v2/checkout/orders/:id', readOrder),
  post('/v2/checkout/orders/:id/capture', captureOrder, ordersKept),
  get('/v2/payments/captures/:id', readCapture),
  post('/v2/payments/captures/:id/refund', createRefund, refundsKept),
  get('/v2/payments/refunds/:id', readRefund),
  get('/v1/customer/disputes', listDisputes),
  get('/v1/customer/disputes/:id', readDispute),
  get('/v1/notifications/webhooks', webhooks.listWebhooks),
  get(events, webhooks.listEvents),
  get(`${events}/:id`, webhooks.readEvent),
  post(`${events}/:id/resend`, webhooks.resendEvent),
  post('/v1/notifications/verify-webhook-signature', webhooks.verifySignature),
];

function get(pattern: string, act: Endpoint): Route<ApiRoute> {
  return { method: 'GET', pattern, handler: { act } };
}

function post(pattern: string, act: Endpoint, keptSeconds?: number): Route<ApiRoute> {
  return { method: 'POST', pattern, handler: { act, keptSeconds } };
}
