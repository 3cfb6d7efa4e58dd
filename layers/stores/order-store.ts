import type { OrderFile } from '#domain/files/order-file';
import type { Discount } from '#domain/invoices/line';
import type { NetworkHour, OpenOrderStore, OpenOrders } from '#domain/orders/open-orders';
import type { Order, OrderLine } from '#domain/orders/order';
import type { OrderFilter, OrderStore, OrderTells } from '#domain/orders/order-store';
import type { Buyer } from '#domain/payments/payment';
import { fileRefusals, fileStatuses, fileTypes } from '#vocabulary/files';
import { locales } from '#vocabulary/locales';
import { orderStatuses } from '#vocabulary/orders';
import { auditWrite } from './audit-trail.ts';
import { partitionOf } from './cursors.ts';
import {
  anyText,
  count,
  flag,
  instant,
  listOf,
  mapWith,
  money,
  oneOf,
  optional,
  text,
} from './fields.ts';
import { byYear, isWithin, listIndex } from './index-list.ts';
import { indexes, keys, yearOf } from './keys.ts';
import { networkWrite, openOrdersWrite, readOpenOrders } from './open-orders.ts';
import { eventWrite } from './outbox.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, versionBefore, type Write } from './table.ts';

export class DynamoOrderStore implements OrderStore, OpenOrderStore {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async createOrGet(order: Order): Promise<Order> {
    const refusal = await this.#table.write(orderWrite(order, keyIsFree));
    if (!refusal) return order;
    // A conflict with a transaction: it is stored, and somebody is writing it.
    if (!refusal.existing) throw new Error('the order is being written');
    return orderFrom(refusal.existing);
  }

  openOf(subject: string): Promise<OpenOrders> {
    return readOpenOrders(this.#table, subject);
  }

  async createListed(order: Order, list: OpenOrders, network?: NetworkHour) {
    const refusals = await this.#table.writeTogether([
      orderWrite(order, keyIsFree),
      openOrdersWrite(list, order),
      ...(network ? [networkWrite(network, order)] : []),
    ]);
    if (!refusals) return 'created' as const;
    const isOther = refusals[0] !== undefined || refusals[1] !== undefined;
    return refusals[2]?.existing && !isOther ? ('network_full' as const) : ('stale' as const);
  }

  async find(id: string): Promise<Order | undefined> {
    const item = await this.#table.get(keys.order(id));
    return item && orderFrom(item);
  }

  async save(order: Order, { audit, event }: OrderTells): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      orderWrite(order),
      ...(audit ? [auditWrite(audit)] : []),
      ...(event ? [eventWrite(event)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async list(filter: OrderFilter, page: { limit: number; cursor?: string }) {
    const list = { ...this.read(filter), rowFrom: orderFrom, matches: matching(filter) };
    const { rows, nextCursor } = await listIndex(this.#table, list, page);
    return { orders: rows, nextCursor };
  }

  private read({ customerId, from, to }: OrderFilter) {
    if (customerId === undefined) return byYear('ORDERS', { from, to, now: this.#now() });
    const { ownerPk: partition } = indexes.ownerOf('ORDERS', customerId, '');
    const index = 'owner' as const;
    return { reading: { ...partitionOf(partition), index }, start: { partition } };
  }
}

const matching = (filter: OrderFilter) => (order: Order) =>
  (filter.customerId === undefined || order.customerId === filter.customerId) &&
  (filter.status === undefined || order.status === filter.status) &&
  isWithin(order, filter);

/** Writes a whole order with its index keys, unless it was written since it was read. */
export function orderWrite(order: Order, condition = versionBefore(order)): Write {
  const { id, customerId, createdAt } = order;
  const inIndexes = {
    ...indexes.collection(yearOf('ORDERS', createdAt.slice(0, 4)), id),
    ...(customerId !== undefined && indexes.ownerOf('ORDERS', customerId, id)),
  };
  return { put: { key: keys.order(id), item: { ...order, ...inIndexes }, condition } };
}

const line = mapWith<OrderLine>({
  description: text,
  unitGrossMinor: count,
  discount: optional(mapWith<Discount>({ grossMinor: count })),
  productId: optional(text),
});

const file = mapWith<OrderFile>({
  id: text,
  name: text,
  contentType: oneOf(...fileTypes),
  bytes: count,
  status: oneOf(...fileStatuses),
  reason: optional(oneOf(...fileRefusals)),
});

export const orderFrom = stored<Order>({
  id: text,
  status: oneOf(...orderStatuses),
  buyer: mapWith<Buyer>({ email: text, name: anyText, customerId: optional(text) }),
  customerId: optional(text),
  isGuest: flag,
  lines: listOf(line),
  total: money,
  terms: optional(mapWith<NonNullable<Order['terms']>>({ version: text, acceptedAt: instant })),
  locale: oneOf(...locales),
  files: optional(listOf(file)),
  createdAt: instant,
  updatedAt: instant,
  expiresAt: instant,
  paidBy: optional(text),
  paidAt: optional(instant),
  account: optional(oneOf('made', 'inactive', 'member')),
  version: count,
  createdBy: text,
  requestId: text,
});
