import type { FunctionName } from './functions.ts';

/**
 * Who may call a route.
 *
 * - `anyone`: the function is told who calls (a server key, a signed-in person, or nobody) and
 *   decides; one address serves shops, members and guests.
 * - `signedIn`: the gateway itself asks for a valid token of the user pool.
 * - `open`: nobody is asked; the function proves its caller itself (a provider's signature) or
 *   shows nothing that is anybody's.
 */
export type RouteAccess =
  | { access: 'anyone' | 'signedIn' }
  | { access: 'open'; openBecause: string };

export type Route = RouteAccess & {
  method: 'GET' | 'POST' | 'DELETE';
  path: `/${string}`;
  function: FunctionName;
};

/** Every way into the system by HTTP. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/payments', function: 'payments/initiate-payment', access: 'anyone' },
  { method: 'GET', path: '/v1/payments', function: 'payments/list-payments', access: 'anyone' },
  { method: 'GET', path: '/v1/payments/{id}', function: 'payments/get-payment', access: 'anyone' },
  {
    method: 'POST',
    path: '/v1/payments/{id}/cancel',
    function: 'payments/cancel-payment',
    access: 'anyone',
  },
  {
    method: 'POST',
    path: '/v1/payments/{id}/refunds',
    function: 'refunds/request-refund',
    access: 'anyone',
  },
  {
    method: 'GET',
    path: '/v1/invoices/{id}/pdf',
    function: 'invoices/download-invoice',
    access: 'anyone',
  },
  { method: 'GET', path: '/v1/api-keys', function: 'access/list-api-keys', access: 'signedIn' },
  { method: 'POST', path: '/v1/api-keys', function: 'access/create-api-key', access: 'signedIn' },
  {
    method: 'DELETE',
    path: '/v1/api-keys/{id}',
    function: 'access/revoke-api-key',
    access: 'signedIn',
  },
  {
    method: 'POST',
    path: '/webhooks/stripe',
    function: 'webhooks/receive-stripe-webhook',
    access: 'open',
    openBecause: 'Stripe proves itself by its signature, which the function verifies.',
  },
  {
    method: 'GET',
    path: '/callback/stripe',
    function: 'payments/receive-callback',
    access: 'open',
    openBecause: 'A browser coming back from the provider; the query is never believed.',
  },
  {
    method: 'POST',
    path: '/callback/stripe',
    function: 'payments/receive-callback',
    access: 'open',
    openBecause: 'A browser coming back from the provider; the query is never believed.',
  },
  {
    method: 'GET',
    path: '/result',
    function: 'pages/show-result',
    access: 'open',
    openBecause: 'A static page; what it shows it asks for with the buyer’s own token.',
  },
  {
    method: 'GET',
    path: '/v1/openapi.json',
    function: 'documentation/get-openapi',
    access: 'open',
    openBecause: 'The public description of the API.',
  },
  {
    method: 'GET',
    path: '/health',
    function: 'monitoring/get-health',
    access: 'open',
    openBecause: 'Liveness for load balancers and uptime checks; says nothing but ok.',
  },
];
