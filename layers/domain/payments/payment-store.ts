import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { CreditNote } from '../invoices/invoice-store.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { Refund } from '../refunds/refund.ts';
import type { Notification } from './notification.ts';
import type { Payment, PaymentStatus, ProviderName } from './payment.ts';

/** What a payment claims when it completes: that it alone has paid for its order. */
export type OrderClaim = {
  order: string;
  /** A payment whose claim has ended, since all of its money went back. */
  after?: string;
};

/** A payment's next state, with everything that must be written together with it. */
export type Transition = {
  /** The new payment; its version is one more than the one that was read. */
  payment: Payment;
  event?: DomainEvent;
  ledgerEntry?: LedgerEntry;
  /** Written only if no other payment has paid for the order. */
  orderClaim?: OrderClaim;
  /** A refund for a person to make, and its event. */
  refundTask?: { refund: Refund; event: DomainEvent };
  /** The audit entry, when a person of the shop asked for it. */
  audit?: AuditEntry;
};

export type SaveOutcome =
  | 'saved'
  /** The payment was written since it was read. */
  | 'stale'
  /** The notification was already applied. */
  | 'duplicate'
  /** Another payment has paid for the order. */
  | 'order_paid';

export type PaymentFilter = {
  customerId?: string;
  status?: PaymentStatus;
  provider?: ProviderName;
  method?: Payment['method'];
  /** ISO 8601 UTC, inclusive. */
  from?: string;
  to?: string;
  /** Searched in id, description, order, the buyer's name and e-mail, and the provider's ids. */
  q?: string;
};

export type PaymentWithInvoice = {
  payment: Payment;
  /** Without credit notes that cannot be opened yet; absent without any. */
  invoice?: { id: string; number: string; creditNotes?: CreditNote[] };
};

/** An invoice or a plan, and the kind of callers whose payments of it are counted together. */
export type OpenSubject = { thing: string; kind: Payment['initiator']['kind'] };

export type OpenEntry = {
  paymentId: string;
  /** SHA-256 of the wish: equal wishes get the same payment. */
  wish: string;
  /** Names its own payer, so that wishes may differ without limit. */
  namesPayer: boolean;
};

/** The open payments of one subject; the version counts the writes, 0 before the first. */
export type OpenPayments = OpenSubject & {
  version: number;
  entries: OpenEntry[];
  /** How many were started on the last day (UTC) with any. */
  started?: { day: string; count: number };
};

export type PaymentStore = {
  /** Writes the payment unless its id is taken; returns the stored row either way. */
  createOrGet(payment: Payment): Promise<Payment>;
  /** The open payments of a thing by callers with a limit on them. */
  findOpen(subject: OpenSubject): Promise<OpenPayments>;
  /**
   * Writes a new payment together with its list, if the list was not written since it was read and
   * the id is free.
   */
  createListed(payment: Payment, list: OpenPayments): Promise<'created' | 'stale'>;
  find(id: string): Promise<Payment | undefined>;
  findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined>;
  /**
   * Writes a transition with its event, its ledger entry and the notification that caused it, in
   * one transaction, if the payment was not written meanwhile.
   */
  save(transition: Transition, notification?: Notification): Promise<SaveOutcome>;
  /** Stores a notification that changes nothing; updates the verdict of one already stored. */
  keep(notification: Notification): Promise<void>;
  /** The payment that has paid for an order. */
  findPayerOf(order: string): Promise<Payment | undefined>;
  /** Claims the turn to ask the provider; false when somebody asked less than `intervalMs` ago. */
  takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean>;
  /** Payments to ask the provider about, longest waiting first. */
  listDue(now: Date, limit: number): Promise<string[]>;
  /** Moves a due payment's next check, so that it does not delay the others, or ends its checks. */
  postpone(id: string, until: string | undefined): Promise<void>;
  list(
    filter: PaymentFilter,
    page: { limit: number; cursor?: string },
  ): Promise<{ payments: Payment[]; nextCursor: string | null }>;
};
