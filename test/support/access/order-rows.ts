import { anAddress } from '#test/cloud';
import { keptFile, type Shopper } from './people.ts';
import {
  admins,
  all,
  customerIn,
  letIn,
  may,
  named,
  nothingThere,
  ofCustomer,
  own,
  type Row,
  refused,
  shopsPeople,
  unknown,
} from './verdicts.ts';

const order = (which: 'kept' | 'spare', suffix = '') => ({
  path: ({ orders }: Shopper) => `/v1/orders/${orders[which]}${suffix}`,
  nobody: `/v1/orders/ord_${unknown}${suffix}`,
});

/** A customer's own server does not keep the shop's orders. */
const keepsOrders = may({ admin: all, shopKey: all, boundKey: nothingThere });

/** The price list, and orders. */
export const orderRows: Record<string, Row> = {
  'GET /v1/admin/products': { path: () => '/v1/admin/products', may: shopsPeople },
  'POST /v1/admin/products': {
    path: () => '/v1/admin/products',
    body: () => ({ name: 'x', unitAmount: 1, currency: 'EUR', vatRate: 2_000, supplies: 'goods' }),
    may: admins,
  },
  'PATCH /v1/admin/products/{id}': {
    path: () => `/v1/admin/products/prd_${unknown}`,
    body: () => ({ active: false }),
    may: may({ admin: nothingThere }),
  },
  'POST /v1/orders': {
    path: () => '/v1/orders',
    body: ({ id }) => ({
      customer: { email: anAddress(), name: 'Awa Diop', customerId: id },
      lines: [{ productId: `prd_${unknown}`, quantity: 1 }],
    }),
    may: may({
      guest: refused,
      holder: refused,
      member: named,
      owner: named,
      admin: letIn,
      shopKey: letIn,
      boundKey: named,
    }),
  },
  'GET /v1/orders': {
    ...customerIn('/v1/orders'),
    may: may({ ...ofCustomer, finance: letIn, admin: letIn, shopKey: letIn, boundKey: named }),
  },
  'GET /v1/orders/{id}': {
    ...order('kept'),
    may: may({
      holder: nothingThere,
      member: own,
      owner: own,
      finance: all,
      admin: all,
      shopKey: all,
      boundKey: own,
    }),
  },
  'GET /v1/orders/{id}/files/{fileId}': {
    ...order('kept', `/files/${keptFile.id}`),
    may: may({
      holder: nothingThere,
      member: own,
      owner: own,
      finance: all,
      admin: all,
      shopKey: all,
      boundKey: own,
    }),
  },
  'POST /v1/orders/{id}/fulfil': { ...order('spare', '/fulfil'), may: keepsOrders },
  'POST /v1/orders/{id}/cancel': { ...order('spare', '/cancel'), may: keepsOrders },
};
