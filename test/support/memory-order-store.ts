import {
  type NetworkHour,
  networkHourMax,
  type OpenOrderStore,
  type OpenOrders,
  openOrderOf,
} from '#domain/orders/open-orders';
import type { Order } from '#domain/orders/order';
import type { OrderFilter, OrderStore, OrderTells } from '#domain/orders/order-store';
import type { DomainEvent } from '#vocabulary/events';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port. */
export class MemoryOrderStore implements OrderStore, OpenOrderStore {
  readonly rows = new Map<string, Order>();
  readonly outbox = new Map<string, DomainEvent>();
  readonly audit = new MemoryAuditTrail();
  /** Unpaid ones, by who is counted. */
  readonly open = new Map<string, OpenOrders>();
  readonly networks = new Map<string, { orders: number; bytes: number }>();

  async createOrGet(order: Order): Promise<Order> {
    if (!this.rows.has(order.id)) this.rows.set(order.id, structuredClone(order));
    return (await this.find(order.id))!;
  }

  async openOf(subject: string): Promise<OpenOrders> {
    return structuredClone(this.open.get(subject) ?? { subject, version: 0, entries: [] });
  }

  /** All or nothing, without a pause between looking and writing. */
  async createListed(order: Order, list: OpenOrders, from?: NetworkHour) {
    const version = this.open.get(list.subject)?.version ?? 0;
    if (this.rows.has(order.id) || version !== list.version - 1) return 'stale' as const;
    if (from) {
      const hour = `${from.network} ${from.hour}`;
      const before = this.networks.get(hour) ?? { orders: 0, bytes: 0 };
      const bytes = before.bytes + openOrderOf(order).bytes;
      const isFull = before.orders >= networkHourMax.orders || bytes > networkHourMax.bytes;
      if (isFull) return 'network_full' as const;
      this.networks.set(hour, { orders: before.orders + 1, bytes });
    }
    this.rows.set(order.id, structuredClone(order));
    this.open.set(list.subject, structuredClone(list));
    return 'created' as const;
  }

  async find(id: string): Promise<Order | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async save(order: Order, { audit, event }: OrderTells): Promise<'saved' | 'stale'> {
    if (this.rows.get(order.id)?.version !== order.version - 1) return 'stale';
    this.rows.set(order.id, structuredClone(order));
    if (event) this.outbox.set(event.id, structuredClone(event));
    if (audit) void this.audit.record(audit);
    return 'saved';
  }

  async list(filter: OrderFilter, page: PageRequest) {
    const { customerId, status, from, to } = filter;
    const newestFirst = [...this.rows.values()]
      .filter(
        (order) =>
          (customerId === undefined || order.customerId === customerId) &&
          (status === undefined || order.status === status) &&
          (from === undefined || Date.parse(order.createdAt) >= Date.parse(from)) &&
          (to === undefined || order.createdAt.slice(0, to.length) <= to),
      )
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const list = `orders of ${customerId ?? 'all'}`;
    const { items, nextCursor } = pageOf(newestFirst, page, { list, idOf: ({ id }) => id });
    return { orders: items, nextCursor };
  }
}
