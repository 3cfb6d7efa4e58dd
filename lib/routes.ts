import {
  type ApiPath,
  callbackPath,
  healthPath,
  invoicePage,
  openApiPath,
  resultPage,
  webhookPath,
} from '#vocabulary/paths';
import { type ProviderName, providerNames } from '#vocabulary/providers';
import type { RouteAccess, Settings } from '#vocabulary/settings';
import type { FunctionName } from './functions.ts';

/**
 * Who may call a route. The authorizer identifies the caller and rejects callers that the route
 * does not accept before its function runs; the function decides what belongs to them.
 *
 * - `signedIn`: people with a token.
 * - `known`: people, and servers with an API key.
 * - `anyone`: guests too; one address serves shops, members and guests, who may hold a client
 *   token.
 * - `open`: no check; the function verifies its caller itself (a provider's signature) or shows
 *   nothing private.
 */
type Access = { access: RouteAccess | 'signedIn' } | { access: 'open'; openBecause: string };

/** Request limit of one route; the route then has a bucket of its own. */
export type RouteLimit = { ratePerSecond: number; burst: number };

/** The limit that all other routes share: pages, shops, administration. */
export const sharedLimit: RouteLimit = { ratePerSecond: 200, burst: 400 };

/** After an outage providers send notifications in bursts, and retry rejected ones for hours. */
const webhookLimit: RouteLimit = { ratePerSecond: 100, burst: 500 };

/** A request holds up to 1 000 events, and meters ask before each larger transfer. */
const usageLimit: RouteLimit = { ratePerSecond: 500, burst: 1_000 };

/** Paths that no client of the API calls: they are for providers, browsers and monitors. */
type OtherPath =
  | ReturnType<typeof webhookPath | typeof callbackPath>
  | typeof invoicePage
  | typeof resultPage
  | typeof openApiPath
  | typeof healthPath;

export type Route = Access & {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: ApiPath | OtherPath;
  function: FunctionName;
  /** Present only where this provider is configured. */
  provider?: ProviderName;
  limit?: RouteLimit;
};

/**
 * Handles requests that match no route. Its own low limit soon stops clients that scan for
 * addresses, since each of their requests starts a function.
 */
export const unknownRoute = {
  function: 'documentation/answer-unknown-route',
  openBecause: 'Gives every unknown address the same answer: it does not exist.',
  limit: { ratePerSecond: 20, burst: 40 },
} as const satisfies { function: FunctionName; openBecause: string; limit: RouteLimit };

const proofs: Record<ProviderName, string> = {
  stripe: 'Stripe proves itself by its signature, which the function verifies.',
  paypal: 'PayPal proves itself by its signature, which the function verifies.',
  cinetpay: 'CinetPay proves itself by its token, which the function verifies.',
  external: 'The backend proves itself by its signature, which the function verifies.',
};

const webhook = (provider: ProviderName, method: Route['method']): Route => ({
  method,
  path: webhookPath(provider),
  function: `webhooks/receive-${provider}-webhook`,
  access: 'open',
  openBecause: proofs[provider],
  provider,
  limit: webhookLimit,
});

const callback = (provider: ProviderName, method: Route['method']): Route => ({
  method,
  path: callbackPath(provider),
  function: 'payments/receive-callback',
  access: 'open',
  openBecause: 'A browser that returns from the provider; the query is never trusted.',
  provider,
});

const signedIn = (method: Route['method'], path: Route['path'], name: FunctionName): Route => ({
  method,
  path,
  function: name,
  access: 'signedIn',
});

const adminRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/switches', 'switches/list-switches'),
  signedIn('PUT', '/v1/admin/switches', 'switches/set-switch'),
  signedIn('GET', '/v1/admin/inbox', 'inbox/list-notifications'),
  signedIn('POST', '/v1/admin/inbox/{id}/replay', 'inbox/replay-notification'),
  signedIn('GET', '/v1/admin/refund-tasks', 'refunds/list-refund-tasks'),
  signedIn('POST', '/v1/payments/{id}/refunds/{refundId}/close', 'refunds/close-refund-task'),
  signedIn('GET', '/v1/admin/audit', 'audit/list-audit-entries'),
];

const customerRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/customers', 'customers/list-customers'),
  signedIn('POST', '/v1/admin/customers', 'customers/create-customer'),
  signedIn('GET', '/v1/admin/customers/{id}', 'customers/get-customer'),
  signedIn('PATCH', '/v1/admin/customers/{id}', 'customers/change-customer'),
  signedIn('GET', '/v1/projects', 'projects/list-projects'),
  signedIn('POST', '/v1/projects', 'projects/create-project'),
  signedIn('PATCH', '/v1/projects/{id}', 'projects/rename-project'),
  signedIn('DELETE', '/v1/projects/{id}', 'projects/archive-project'),
  signedIn('GET', '/v1/members', 'members/list-members'),
  signedIn('POST', '/v1/members', 'members/add-member'),
  signedIn('PATCH', '/v1/members/{id}', 'members/change-member'),
  signedIn('DELETE', '/v1/members/{id}', 'members/remove-member'),
  signedIn('GET', '/v1/subscription', 'subscriptions/get-subscription'),
  {
    method: 'GET',
    path: '/v1/plans',
    function: 'plans/list-plans',
    access: 'open',
    openBecause: 'The price list, which the shop’s own pages show.',
  },
];

/** Every HTTP route of the system. */
export const routes: readonly Route[] = [
  { method: 'POST', path: '/v1/payments', function: 'payments/initiate-payment', access: 'anyone' },
  { method: 'GET', path: '/v1/payments', function: 'payments/list-payments', access: 'known' },
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
    access: 'known',
  },
  { method: 'GET', path: '/v1/invoices/{id}', function: 'invoices/get-invoice', access: 'anyone' },
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
  ...adminRoutes,
  ...customerRoutes,
  ...providerNames.flatMap((provider) => [
    webhook(provider, 'POST'),
    callback(provider, 'GET'),
    callback(provider, 'POST'),
  ]),
  // CinetPay checks that the address exists before it sends anything.
  webhook('cinetpay', 'GET'),
  webhook('cinetpay', 'HEAD'),
  {
    method: 'POST',
    path: '/v1/usage/events',
    function: 'usage/ingest-events',
    access: 'known',
    limit: usageLimit,
  },
  { method: 'GET', path: '/v1/usage', function: 'usage/get-usage', access: 'known' },
  {
    method: 'GET',
    path: '/v1/usage/history',
    function: 'usage/get-usage-history',
    access: 'known',
  },
  {
    method: 'GET',
    path: '/v1/usage/periods/{month}',
    function: 'usage/get-period',
    access: 'known',
  },
  {
    method: 'GET',
    path: '/v1/usage/check',
    function: 'usage/check-usage',
    access: 'known',
    limit: usageLimit,
  },
  {
    method: 'GET',
    path: '/v1/wallets',
    function: 'payments/get-wallets',
    access: 'open',
    openBecause: 'Only shows what the pages of the shop’s own domains show.',
    provider: 'stripe',
  },
  {
    method: 'GET',
    path: invoicePage,
    function: 'pages/show-invoice-payment',
    access: 'open',
    openBecause: 'A static page; it requests its content with the invoice’s own token.',
  },
  {
    method: 'GET',
    path: resultPage,
    function: 'pages/show-result',
    access: 'open',
    openBecause: 'A static page; it requests its content with the buyer’s own token.',
  },
  {
    method: 'GET',
    path: openApiPath,
    function: 'documentation/get-openapi',
    access: 'open',
    openBecause: 'The public description of the API.',
  },
  {
    method: 'GET',
    path: healthPath,
    function: 'monitoring/get-health',
    access: 'open',
    openBecause: 'Liveness for load balancers and uptime checks; only answers ok.',
  },
];

export const routeAccess: Settings['ROUTE_ACCESS'] = Object.fromEntries(
  routes.flatMap(({ method, path, access }) =>
    access === 'anyone' || access === 'known' ? [[`${method} ${path}`, access]] : [],
  ),
);
