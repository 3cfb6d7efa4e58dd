import type { ProviderName } from './providers.ts';

/** The paths of the API's operations, each once; a word in braces stands for an id. */
export type ApiPath =
  | '/v1/payments'
  | '/v1/payments/{id}'
  | '/v1/payments/{id}/cancel'
  | '/v1/payments/{id}/refunds'
  | '/v1/payments/{id}/refunds/{refundId}/close'
  | '/v1/products'
  | '/v1/admin/products'
  | '/v1/admin/products/{id}'
  | '/v1/orders'
  | '/v1/orders/{id}'
  | '/v1/orders/{id}/files/{fileId}'
  | '/v1/orders/{id}/fulfil'
  | '/v1/orders/{id}/cancel'
  | '/v1/admin/invoices/stats'
  | '/v1/billing/summary'
  | '/v1/invoices/{id}'
  | '/v1/invoices/{id}/pdf'
  | '/v1/wallets'
  | '/v1/session'
  | '/v1/session/email'
  | '/v1/plans'
  | '/v1/subscription'
  | '/v1/subscription/cancel'
  | '/v1/subscription/resume'
  | '/v1/billing/details'
  | '/v1/billing/payment-methods'
  | '/v1/billing/payment-methods/{id}'
  | '/v1/billing/payment-methods/{id}/default'
  | '/v1/projects'
  | '/v1/projects/{id}'
  | '/v1/members'
  | '/v1/members/{id}'
  | '/v1/activations'
  | '/v1/activations/{token}'
  | '/v1/usage'
  | '/v1/usage/events'
  | '/v1/usage/history'
  | '/v1/usage/periods/{month}'
  | '/v1/usage/check'
  | '/v1/api-keys'
  | '/v1/api-keys/{id}'
  | '/v1/admin/customers'
  | '/v1/admin/customers/{id}'
  | '/v1/admin/customers/{id}/erase'
  | '/v1/admin/customers/{id}/export'
  | '/v1/admin/exports/{kind}'
  | '/v1/admin/notices'
  | '/v1/admin/notices/{id}/read'
  | '/v1/admin/alerts'
  | '/v1/admin/alerts/{id}/ack'
  | '/v1/admin/alerts/test'
  | '/v1/admin/alerts/maintenance'
  | '/v1/admin/switches'
  | '/v1/admin/inbox'
  | '/v1/admin/inbox/{id}/replay'
  | '/v1/admin/refund-tasks'
  | '/v1/admin/audit'
  | '/v1/admin/webhook-endpoints'
  | '/v1/admin/webhook-endpoints/{id}'
  | '/v1/admin/webhook-endpoints/{id}/test'
  | '/v1/admin/webhook-endpoints/{id}/rotate-secret'
  | '/v1/admin/webhook-endpoints/{id}/deliveries'
  | '/v1/admin/webhook-endpoints/{id}/replay'
  | '/v1/admin/webhook-deliveries'
  | '/v1/admin/webhook-deliveries/{id}/replay'
  | '/v1/admin/messages'
  | '/v1/admin/messages/{id}/resend'
  | '/v1/admin/invoices'
  | '/v1/admin/e-reporting'
  | '/v1/invoices'
  | '/v1/admin/invoices/{id}'
  | '/v1/admin/invoices/{id}/pdf'
  | '/v1/payments/{id}/customer'
  | '/v1/admin/invoices/{id}/correct'
  | '/v1/admin/invoices/{id}/resend'
  | '/v1/admin/invoices/{id}/regenerate'
  | '/v1/admin/invoices/{id}/remind'
  | '/v1/admin/invoices/bulk'
  | '/metrics/payments'
  | '/metrics/payments/detailed'
  | '/metrics/payments/prometheus'
  | '/metrics/payments/health';

/** A path with the ids in their places. */
export type FilledPath<Path extends string = ApiPath> =
  Path extends `${infer Before}{${string}}${infer After}`
    ? `${Before}${string}${FilledPath<After>}`
    : Path;

/** Where a provider posts its notifications. */
export const webhookPath = (provider: ProviderName) => `/webhooks/${provider}` as const;

/** Where the invoicing platform posts its notifications. */
export const platformWebhookPath = '/webhooks/invoice-platform';

/** Where a provider sends the buyer's browser back to. */
export const callbackPath = (provider: ProviderName) => `/callback/${provider}` as const;

/** The page that tells a buyer how a payment ended. */
export const resultPage = '/result';

/** The page of the mailed link that sets a password. */
export const activationPage = '/activate';

/** The page that pays an invoice. */
export const invoicePage = '/pay';

/** Sends a browser to the pages that ask for the password. */
export const signInPath = '/auth/sign-in';

/** Where those pages send it back to, with a code. */
export const signInCallback = '/auth/callback';

/** Renews what a browser carries. */
export const refreshPath = '/auth/refresh';

export const signOutPath = '/auth/sign-out';

/** The page that says who is signed in: where people arrive after signing in and out. */
export const siteHome = '/';

export const openApiPath = '/v1/openapi.json';

/** Answers whether the API is there. */
export const healthPath = '/health';
