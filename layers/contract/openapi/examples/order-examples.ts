import type * as z from 'zod/mini';
import type * as orders from '../../orders.ts';
import type * as products from '../../products.ts';
import { ids, pageOf } from './ids.ts';

const product: z.infer<typeof products.productView> = {
  id: ids.product,
  name: 'Affiche A2',
  description: null,
  unitAmount: 2_400,
  currency: 'EUR',
  vatRate: 2_000,
  exemption: null,
  supplies: 'goods',
  active: true,
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
};

const line: z.infer<typeof orders.orderLine> = {
  productId: ids.product,
  description: 'Affiche A2',
  quantity: 2,
  unitAmount: 2_400,
  vatRate: 2_000,
};

const file: z.infer<typeof orders.orderFile> = {
  id: 'file_01M7Y4MMKF9W2Z5C8F1J4N7R0V',
  name: 'affiche salon été.pdf',
  contentType: 'application/pdf',
  bytes: 2_481_337,
  status: 'awaited',
  reason: null,
};

const upload: z.infer<typeof orders.upload> = {
  id: file.id,
  name: file.name,
  url: 'https://peage-files.s3.eu-west-3.amazonaws.com/',
  fields: {
    key: `temporary/${ids.order}/${file.id}`,
    'Content-Type': file.contentType,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': 'ASIAIOSFODNN7EXAMPLE/20261121/eu-west-3/s3/aws4_request',
    'x-amz-date': '20261121T040811Z',
    'x-amz-security-token': 'IQoJb3JpZ2luX2VjEXAMPLE',
    policy: 'eyJleHBpcmF0aW9uIjoiMjAyNi0xMS0yMVQwNDoyMzoxMS42MzFaIn0=',
    'x-amz-signature': '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e',
  },
  expiresAt: '2026-11-21T04:23:11.631Z',
};

const created: z.infer<typeof orders.createdOrder> = {
  id: ids.order,
  status: 'pending_payment',
  total: 4_800,
  currency: 'EUR',
  lines: [line],
  expiresAt: '2026-11-22T04:08:11.631Z',
  files: [file],
  uploads: [upload],
  clientToken: 'ct_4Qm1VJ3sP0Zb8yXcKd7eFg9hRt2uWv5nLa6oBi3qTjM',
};

const { clientToken: _, uploads: __, ...summary } = created;

const order: z.infer<typeof orders.orderView> = {
  ...summary,
  status: 'in_progress',
  files: [{ ...file, status: 'kept' }],
  title: null,
  customer: { name: 'Awa Koné', email: 'awa.kone@example.com' },
  isGuest: true,
  terms: { version: '2026-10', acceptedAt: '2026-11-21T04:08:11.631Z' },
  locale: 'fr',
  paymentId: ids.payment,
  paidAt: '2026-11-21T04:09:30.480Z',
  createdAt: '2026-11-21T04:08:11.631Z',
  updatedAt: '2026-11-21T04:09:31.120Z',
  customerId: ids.customer,
  account: 'made',
};

export const orderExamples = {
  listProducts: pageOf(product),
  listAllProducts: pageOf({ ...product, active: false }),
  createProduct: product,
  changeProduct: { ...product, unitAmount: 2_600, updatedAt: '2026-11-21T04:08:11.631Z' },
  createOrder: created,
  listOrders: pageOf(order),
  getOrder: order,
  fulfilOrder: { ...order, status: 'fulfilled' },
  cancelOrder: { ...order, status: 'cancelled' },
};
