import { type Route, signedIn } from '../route.ts';

/** What finance does with one invoice. */
export const invoiceActionRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/invoices/{id}', 'invoices/inspect-invoice'),
  signedIn('GET', '/v1/admin/invoices/{id}/pdf', 'invoices/download-for-finance'),
];
