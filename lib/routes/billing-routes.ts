import { type Route, signedIn } from '../route.ts';

/** A customer's own plan and bills, and everybody's bills for finance. */
export const billingRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/invoices', 'invoices/list-invoices'),
  signedIn('GET', '/v1/admin/invoices/stats', 'invoices/get-invoice-stats'),
  signedIn('GET', '/v1/invoices', 'invoices/list-own-invoices'),
  signedIn('GET', '/v1/billing/summary', 'invoices/summarize-billing'),
  signedIn('GET', '/v1/subscription', 'subscriptions/get-subscription'),
  signedIn('POST', '/v1/subscription/cancel', 'subscriptions/cancel-subscription'),
  signedIn('POST', '/v1/subscription/resume', 'subscriptions/resume-subscription'),
  signedIn('GET', '/v1/billing/details', 'billing/get-details'),
  signedIn('PATCH', '/v1/billing/details', 'billing/change-details'),
  signedIn('GET', '/v1/billing/payment-methods', 'billing/list-payment-methods'),
  signedIn('DELETE', '/v1/billing/payment-methods/{id}', 'billing/remove-payment-method'),
  signedIn('PUT', '/v1/billing/payment-methods/{id}/default', 'billing/prefer-payment-method'),
];
