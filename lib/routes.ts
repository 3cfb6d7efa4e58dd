import { invoicePage, openApiPath, resultPage } from '#vocabulary/paths';
import type { Settings } from '#vocabulary/settings';
import type { FunctionName } from './functions.ts';
import { type Route, type RouteLimit, signedIn } from './route.ts';
import { activationRoutes } from './routes/activation-routes.ts';
import { billingRoutes } from './routes/billing-routes.ts';
import { customerFileRoutes } from './routes/customer-file-routes.ts';
import { invoiceActionRoutes } from './routes/invoice-action-routes.ts';
import { monitoringRoutes } from './routes/monitoring-routes.ts';
import { orderRoutes } from './routes/order-routes.ts';
import { providerRoutes } from './routes/provider-routes.ts';
import { signInRoutes } from './routes/sign-in-routes.ts';
import { webhookRoutes } from './routes/webhook-routes.ts';

export type { Route, RouteLimit } from './route.ts';

/** The limit that all other routes share: pages, shops, administration. */
export const sharedLimit: RouteLimit = { ratePerSecond: 200, burst: 400 };

/** A request holds up to 1 000 events, and meters ask before each larger transfer. */
const usageLimit: RouteLimit = { ratePerSecond: 500, burst: 1_000 };

/**
 * Handles requests that match no route. Its own low limit soon stops clients that scan for
 * addresses, since each of their requests starts a function.
 */
export const unknownRoute = {
  function: 'documentation/answer-unknown-route',
  openBecause: 'Gives every unknown address the same answer: it does not exist.',
  limit: { ratePerSecond: 20, burst: 40 },
} as const satisfies { function: FunctionName; openBecause: string; limit: RouteLimit };

const adminRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/notices', 'notices/list-notices'),
  signedIn('POST', '/v1/admin/notices/{id}/read', 'notices/read-notice'),
  signedIn('GET', '/v1/admin/alerts', 'alerts/list-alerts'),
  signedIn('POST', '/v1/admin/alerts/{id}/ack', 'alerts/acknowledge-alert'),
  signedIn('POST', '/v1/admin/alerts/test', 'alerts/test-alerts'),
  signedIn('PUT', '/v1/admin/alerts/maintenance', 'alerts/plan-maintenance'),
  signedIn('GET', '/v1/admin/switches', 'switches/list-switches'),
  signedIn('PUT', '/v1/admin/switches', 'switches/set-switch'),
  signedIn('GET', '/v1/admin/inbox', 'inbox/list-notifications'),
  signedIn('POST', '/v1/admin/inbox/{id}/replay', 'inbox/replay-notification'),
  signedIn('GET', '/v1/admin/refund-tasks', 'refunds/list-refund-tasks'),
  signedIn('POST', '/v1/payments/{id}/refunds/{refundId}/close', 'refunds/close-refund-task'),
  signedIn('GET', '/v1/admin/audit', 'audit/list-audit-entries'),
  signedIn('GET', '/v1/admin/e-reporting', 'platform/declare-sales'),
  signedIn('GET', '/v1/admin/exports/{kind}', 'exports/get-export'),
];

const customerRoutes: readonly Route[] = [
  ...customerFileRoutes,
  signedIn('GET', '/v1/projects', 'projects/list-projects'),
  signedIn('POST', '/v1/projects', 'projects/create-project'),
  signedIn('PATCH', '/v1/projects/{id}', 'projects/rename-project'),
  signedIn('DELETE', '/v1/projects/{id}', 'projects/archive-project'),
  signedIn('GET', '/v1/members', 'members/list-members'),
  signedIn('POST', '/v1/members', 'members/add-member'),
  signedIn('PATCH', '/v1/members/{id}', 'members/change-member'),
  signedIn('DELETE', '/v1/members/{id}', 'members/remove-member'),
  ...activationRoutes,
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
    method: 'PATCH',
    path: '/v1/payments/{id}/customer',
    function: 'payments/complete-buyer',
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
  ...orderRoutes,
  ...invoiceActionRoutes,
  ...signInRoutes,
  ...adminRoutes,
  ...webhookRoutes,
  ...customerRoutes,
  ...billingRoutes,
  ...providerRoutes,
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
  ...monitoringRoutes,
];

export const routeAccess: Settings['ROUTE_ACCESS'] = Object.fromEntries(
  routes.flatMap(({ method, path, access }) =>
    access === 'anyone' || access === 'known' ? [[`${method} ${path}`, access]] : [],
  ),
);
