import fc from 'fast-check';
import type { OpenOrders } from '#domain/orders/open-orders';
import type { Order } from '#domain/orders/order';
import type { Product } from '#domain/products/product';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoProductStore } from '#stores/product-store';
import { anyCount, anyCurrency, anyInstant, anyLike, anyMoney, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { anOrderFile } from '#test/order-files';
import { aProduct, aStoredOrder } from '#test/orders';
import { orderStatuses } from '#vocabulary/orders';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');

const poster = aProduct();

const product = rowsOf<Product>({
  name: 'a product',
  reader: 'product-store.ts productFrom',
  keys: ['product'],
  example: poster,
  any: anyLike(
    poster,
    {
      name: anyText,
      unitGrossMinor: anyCount,
      currency: anyCurrency,
      vatRate: anyCount,
      supplies: fc.constantFrom('goods', 'services'),
      active: fc.boolean(),
      updatedAt: anyInstant,
    },
    { description: anyText, exemption: fc.record({ text: anyText }) },
  ),
  write: (table, one) => new DynamoProductStore(table).createOrGet(one, anAuditEntry()),
  read: (table, { id }) => new DynamoProductStore(table).find(id),
  sk: 'PRODUCT',
  required: {
    id: '',
    name: 7,
    unitGrossMinor: '2400',
    currency: 'USD',
    vatRate: -1,
    supplies: 'water',
    active: 'no',
    createdAt: 'yesterday',
    updatedAt: '2026-11-21',
    version: 1.5,
  },
});

const bought = aStoredOrder({
  customerId: 'cus_1',
  status: 'in_progress',
  terms: { version: '2026-10', acceptedAt: '2026-11-21T09:00:00.000Z' },
  buyer: { email: 'awa.kone@example.com', name: 'Awa Koné', customerId: 'cus_1' },
  files: [anOrderFile({ status: 'refused', reason: 'type_differs' })],
  lines: [
    {
      description: 'Affiche A2',
      quantity: 2,
      unitGrossMinor: 2_400,
      discount: { reason: 'Fidélité', grossMinor: 100 },
      productId: 'prd_1',
    },
  ],
  paidBy: 'pay_1',
  paidAt: '2026-11-21T09:10:00.000Z',
  account: 'made',
});

const order = rowsOf<Order>({
  name: 'an order',
  reader: 'order-store.ts orderFrom',
  keys: ['order'],
  example: bought,
  any: anyLike(
    bought,
    {
      status: fc.constantFrom(...orderStatuses),
      isGuest: fc.boolean(),
      total: anyMoney,
      locale: fc.constantFrom('fr', 'en'),
      updatedAt: anyInstant,
      expiresAt: anyInstant,
      version: anyCount,
    },
    { title: anyText, account: fc.constantFrom('made', 'inactive', 'member') },
  ),
  write: (table, one) => new DynamoOrderStore(table, now).createOrGet(one),
  read: (table, { id }) => new DynamoOrderStore(table, now).find(id),
  sk: 'ORDER',
  required: {
    id: '',
    status: 'paid',
    'buyer.email': '',
    'buyer.name': 7,
    isGuest: 'yes',
    lines: 'none',
    'lines.0.description': '',
    'lines.0.unitGrossMinor': -1,
    'lines.0.discount.grossMinor': '100',
    total: { minor: 4_800, currency: 'USD' },
    'terms.version': '',
    'terms.acceptedAt': 'today',
    locale: 'de',
    createdAt: '2026-11-21',
    updatedAt: null,
    expiresAt: 'tomorrow',
    version: '1',
    createdBy: '',
    requestId: '',
    'files.0.id': '',
    'files.0.name': '',
    'files.0.contentType': 'text/html',
    'files.0.bytes': '13',
    'files.0.status': 'lost',
  },
  optional: {
    'buyer.customerId': '',
    customerId: '',
    'lines.0.discount': 400,
    'lines.0.productId': 7,
    terms: 'accepted',
    paidBy: '',
    paidAt: 'today',
    account: 'new',
    files: 'none',
    'files.0.reason': 'ugly',
  },
});

const waiting: OpenOrders = {
  subject: 'person#x',
  version: 1,
  entries: [{ orderId: bought.id, expiresAt: '2026-11-22T09:00:00.000Z', bytes: 13 }],
};

const openOrders = rowsOf<OpenOrders>({
  name: 'the unpaid orders of a person',
  reader: 'open-orders.ts openOrdersFrom',
  keys: ['openOrders'],
  example: waiting,
  any: fc
    .array(fc.record({ orderId: anyText, expiresAt: anyInstant, bytes: anyCount }))
    .map((entries) => ({ ...waiting, entries })),
  write: (table, list) => new DynamoOrderStore(table, now).createListed(aStoredOrder(), list),
  read: (table, { subject }) => new DynamoOrderStore(table, now).openOf(subject),
  sk: 'OPEN',
  required: {
    version: '1',
    entries: 'none',
    'entries.0.orderId': '',
    'entries.0.expiresAt': 'tomorrow',
    'entries.0.bytes': -1,
  },
});

export const rowsOfOrders: Rows[] = [product, order, openOrders];
