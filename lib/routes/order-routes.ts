import { type Route, type RouteLimit, signedIn } from '../route.ts';

/** Strangers may order; a shop that sells more at once is rare. */
const orderLimit: RouteLimit = { ratePerSecond: 20, burst: 100 };

export const orderRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/products',
    function: 'products/list-products',
    access: 'open',
    openBecause: 'The price list, which the shop’s own pages show.',
  },
  signedIn('GET', '/v1/admin/products', 'products/list-all-products'),
  signedIn('POST', '/v1/admin/products', 'products/create-product'),
  signedIn('PATCH', '/v1/admin/products/{id}', 'products/change-product'),
  {
    method: 'POST',
    path: '/v1/orders',
    function: 'orders/create-order',
    access: 'anyone',
    limit: orderLimit,
  },
  { method: 'GET', path: '/v1/orders', function: 'orders/list-orders', access: 'known' },
  { method: 'GET', path: '/v1/orders/{id}', function: 'orders/get-order', access: 'anyone' },
  {
    method: 'GET',
    path: '/v1/orders/{id}/files/{fileId}',
    function: 'orders/download-file',
    access: 'anyone',
  },
  {
    method: 'POST',
    path: '/v1/orders/{id}/fulfil',
    function: 'orders/fulfil-order',
    access: 'known',
  },
  {
    method: 'POST',
    path: '/v1/orders/{id}/cancel',
    function: 'orders/cancel-order',
    access: 'known',
  },
];
