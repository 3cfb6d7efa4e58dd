import { type Route, signedIn } from '../route.ts';

/** What finance does with one invoice, and with the mails about it. */
export const invoiceActionRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/invoices/{id}', 'invoices/inspect-invoice'),
  signedIn('GET', '/v1/admin/invoices/{id}/pdf', 'invoices/download-for-finance'),
  signedIn('PUT', '/v1/admin/invoices/{id}', 'invoices/set-invoice-status'),
  signedIn('DELETE', '/v1/admin/invoices/{id}', 'invoices/cancel-invoice'),
  signedIn('POST', '/v1/admin/invoices/{id}/correct', 'invoices/correct-invoice'),
  signedIn('POST', '/v1/admin/invoices/{id}/resend', 'invoices/resend-invoice'),
  signedIn('POST', '/v1/admin/invoices/{id}/regenerate', 'invoices/regenerate-invoice'),
  signedIn('POST', '/v1/admin/invoices/{id}/remind', 'invoices/remind-customer'),
  signedIn('GET', '/v1/admin/messages', 'messages/list-messages'),
  signedIn('POST', '/v1/admin/messages/{id}/resend', 'messages/resend-message'),
  signedIn('POST', '/v1/admin/invoices/bulk', 'invoices/act-on-invoices'),
];
