import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Order, OrderStatus } from './order.ts';

export type OrderFilter = {
  customerId?: string;
  status?: OrderStatus;
  /** ISO 8601 UTC, inclusive. */
  from?: string;
  to?: string;
};

/** What is written together with an order. */
export type OrderTells = { audit?: AuditEntry; event?: DomainEvent };

export type OrderStore = {
  /** Writes the order unless its id is taken; returns the stored row either way. */
  createOrGet(order: Order): Promise<Order>;
  find(id: string): Promise<Order | undefined>;
  /** Writes the order with its audit entry and event, unless it was written meanwhile. */
  save(order: Order, tells: OrderTells): Promise<'saved' | 'stale'>;
  /** Newest first. */
  list(
    filter: OrderFilter,
    page: { limit: number; cursor?: string },
  ): Promise<{ orders: Order[]; nextCursor: string | null }>;
};
