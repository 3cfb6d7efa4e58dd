import { type Route, signedIn } from '../route.ts';

/** Which systems of the shop are told of events. */
export const webhookRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/webhook-endpoints', 'webhook-endpoints/list-endpoints'),
  signedIn('POST', '/v1/admin/webhook-endpoints', 'webhook-endpoints/create-endpoint'),
  signedIn('PATCH', '/v1/admin/webhook-endpoints/{id}', 'webhook-endpoints/change-endpoint'),
  signedIn('DELETE', '/v1/admin/webhook-endpoints/{id}', 'webhook-endpoints/remove-endpoint'),
  signedIn('POST', '/v1/admin/webhook-endpoints/{id}/test', 'webhook-endpoints/test-endpoint'),
  signedIn(
    'POST',
    '/v1/admin/webhook-endpoints/{id}/rotate-secret',
    'webhook-endpoints/rotate-secret',
  ),
  signedIn(
    'GET',
    '/v1/admin/webhook-endpoints/{id}/deliveries',
    'webhook-endpoints/list-deliveries',
  ),
  signedIn('POST', '/v1/admin/webhook-endpoints/{id}/replay', 'webhook-endpoints/request-replay'),
  signedIn('GET', '/v1/admin/webhook-deliveries', 'webhook-endpoints/list-deliveries-of-day'),
  signedIn('POST', '/v1/admin/webhook-deliveries/{id}/replay', 'webhook-endpoints/replay-delivery'),
];
