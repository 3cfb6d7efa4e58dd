import { type Route, signedIn } from '../route.ts';

/** What the shop's own people keep, and forget, of each customer. */
export const customerFileRoutes: readonly Route[] = [
  signedIn('GET', '/v1/admin/customers', 'customers/list-customers'),
  signedIn('POST', '/v1/admin/customers', 'customers/create-customer'),
  signedIn('GET', '/v1/admin/customers/{id}', 'customers/get-customer'),
  signedIn('PATCH', '/v1/admin/customers/{id}', 'customers/change-customer'),
  signedIn('POST', '/v1/admin/customers/{id}/erase', 'customers/erase-customer'),
  signedIn('POST', '/v1/admin/customers/{id}/export', 'customers/export-customer'),
];
