import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from './customer.ts';

export type CustomerStore = {
  /** Writes the customer with its audit entry, unless its id is taken; returns the stored row. */
  createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer>;
  find(id: string): Promise<Customer | undefined>;
  /** Newest first, including archived ones. */
  list(page: { limit: number; cursor?: string }): Promise<{
    customers: Customer[];
    nextCursor: string | null;
  }>;
  /** Writes the customer with its audit entry and event, unless it was written meanwhile. */
  save(customer: Customer, tells: { audit: AuditEntry; event?: DomainEvent }): Promise<SaveOutcome>;
};

export type SaveOutcome = 'saved' | 'stale';
