import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Day } from '../calendar/day.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { Invoice } from './invoice-store.ts';
import type { Standing } from './standing.ts';

/** What is decided about an invoice, written in one transaction. */
export type StandingChange = {
  /** As it was read: what it was then must still be true. */
  invoice: Invoice;
  /** The fields that change; none for a mere note in the history. */
  set?: Partial<Pick<Standing, 'sentAt' | 'overdueAt' | 'reminders'>>;
  /** When the schedule looks at it next; null: never again; absent: as before. */
  nextLookAt?: Day | null;
  /** Its name makes it unique: the same name twice is one entry. */
  entry?: { name: string; entry: HistoryEntry; event?: DomainEvent };
  audit?: AuditEntry;
};

/** What changes of invoices after they were issued. */
export type StandingStore = {
  /** Notes that its mail left; does nothing when one had left before. */
  markSent(invoice: Invoice, at: string): Promise<void>;
  /** Notes that its link was opened; does nothing when it had been before. */
  markOpened(invoiceId: string, at: string): Promise<void>;
  /**
   * Writes everything of a change, or nothing: `overtaken` when the standing is not as it was read,
   * `done_before` when the history has an entry of that name.
   */
  save(change: StandingChange): Promise<'saved' | 'overtaken' | 'done_before'>;
  /** Unpaid invoices whose next day has come, the longest waiting first. */
  listDue(day: Day, page: { limit: number }): Promise<string[]>;
};
