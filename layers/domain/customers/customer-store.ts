import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { AddressCorrection } from './correct-address.ts';
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
  /** Writes the customer with what it tells, unless it was written meanwhile. */
  save(customer: Customer, tells: CustomerTells): Promise<SaveOutcome>;
};

export type CustomerTells = {
  audit: AuditEntry;
  event?: DomainEvent;
  /** A guest's claims and next link; another customer may be faster with the mailbox. */
  correction?: AddressCorrection;
  /** Archived or restored: its members are told in the same transaction. */
  isArchivingChanged?: boolean;
};

export type SaveOutcome = 'saved' | 'stale';
