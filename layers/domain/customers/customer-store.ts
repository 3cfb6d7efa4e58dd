import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from './customer.ts';

export type CustomerStore = {
  /** Writes the customer, and the entry that tells of it, unless its id is taken; answers what is stored. */
  createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer>;
  find(id: string): Promise<Customer | undefined>;
  /** Newest first, archived ones too. */
  list(page: { limit: number; cursor?: string }): Promise<{
    customers: Customer[];
    nextCursor: string | null;
  }>;
  /** Writes it with what tells of it, unless somebody else wrote the customer meanwhile. */
  save(customer: Customer, tells: { audit: AuditEntry; event?: DomainEvent }): Promise<SaveOutcome>;
};

export type SaveOutcome = 'saved' | 'stale';
