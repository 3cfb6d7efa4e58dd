import type { DomainEvent } from '../events.ts';
import type { LedgerEntry } from '../ledger/posting.ts';
import type { Notification } from './notification.ts';
import type { Payment, PaymentStatus, ProviderName } from './payment.ts';

/** A payment moved on, with everything that must be written together with it. */
export type Transition = {
  /** The payment as it will be; its version is one more than the one that was read. */
  payment: Payment;
  event?: DomainEvent;
  ledgerEntry?: LedgerEntry;
};

export type SaveOutcome =
  | 'saved'
  /** Somebody else wrote the payment since it was read. */
  | 'stale'
  /** The notification has had its effect before. */
  | 'duplicate';

export type PaymentFilter = {
  customerId?: string;
  status?: PaymentStatus;
  provider?: ProviderName;
  method?: Payment['method'];
  /** ISO 8601 UTC, inclusive. */
  from?: string;
  to?: string;
  /** Found in id, description, buyer's name or e-mail. */
  q?: string;
};

export type PaymentWithInvoice = { payment: Payment; invoice?: { id: string; number: string } };

export interface PaymentStore {
  /** Writes the payment unless its id is taken; either way answers the row that is stored. */
  createOrGet(payment: Payment): Promise<Payment>;
  find(id: string): Promise<Payment | undefined>;
  findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined>;
  /**
   * Writes a transition, its event and its ledger entry, and the notification that caused it, in
   * one transaction, provided that nobody has written the payment meanwhile.
   */
  save(transition: Transition, notification?: Notification): Promise<SaveOutcome>;
  /** Keeps a notification that changes nothing. */
  keep(notification: Notification): Promise<void>;
  /** Takes the turn to ask the provider; false when somebody asked less than `intervalMs` ago. */
  takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean>;
  /** Open payments whose time is over, longest first. */
  listDue(now: Date, limit: number): Promise<string[]>;
  /** Moves an open payment's place among the due ones, so that it does not hold up the others. */
  postpone(id: string, until: Date): Promise<void>;
  list(
    filter: PaymentFilter,
    page: { limit: number; cursor?: string },
  ): Promise<{ payments: Payment[]; nextCursor: string | null }>;
}
