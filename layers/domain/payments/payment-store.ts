import type { DomainEvent } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { Refund } from '../refunds/refund.ts';
import type { Notification } from './notification.ts';
import type { Payment, PaymentStatus, ProviderName } from './payment.ts';

/** What a payment claims when it completes: that it has paid for its order, and no other has. */
export type OrderClaim = {
  order: string;
  /** A payment whose claim is over, since all of its money went back. */
  after?: string;
};

/** A payment moved on, with everything that must be written together with it. */
export type Transition = {
  /** The payment as it will be; its version is one more than the one that was read. */
  payment: Payment;
  event?: DomainEvent;
  ledgerEntry?: LedgerEntry;
  /** Written only if no other payment has paid for the order. */
  orderClaim?: OrderClaim;
  /** A refund that a person must see to, and the event that tells of it. */
  refundTask?: { refund: Refund; event: DomainEvent };
  /** Who of the shop asked for it, where a person did. */
  audit?: AuditEntry;
};

export type SaveOutcome =
  | 'saved'
  /** Somebody else wrote the payment since it was read. */
  | 'stale'
  /** The notification has had its effect before. */
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
  /** Found in id, description, order, buyer's name or e-mail, and the provider's ids. */
  q?: string;
};

export type PaymentWithInvoice = { payment: Payment; invoice?: { id: string; number: string } };

/** An invoice or a plan, and the kind of callers whose payments of it are counted together. */
export type OpenSubject = { thing: string; kind: Payment['initiator']['kind'] };

export type OpenEntry = {
  paymentId: string;
  /** SHA-256 of what was wished: who wishes the same gets the same payment. */
  wish: string;
  /** Has a payer of its own, so that another wish may differ in it without end. */
  namesPayer: boolean;
};

/** The list of one subject; its version counts the writes, 0 where it was never written. */
export type OpenPayments = OpenSubject & { version: number; entries: OpenEntry[] };

export type PaymentStore = {
  /** Writes the payment unless its id is taken; either way answers the row that is stored. */
  createOrGet(payment: Payment): Promise<Payment>;
  /** Which payments of a thing were opened by callers who may not open any number of them. */
  findOpen(subject: OpenSubject): Promise<OpenPayments>;
  /**
   * Writes a new payment together with the list that it stands in, provided that nobody has written
   * the list since it was read, and that its id is free.
   */
  createListed(payment: Payment, list: OpenPayments): Promise<'created' | 'stale'>;
  find(id: string): Promise<Payment | undefined>;
  findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined>;
  /**
   * Writes a transition, its event and its ledger entry, and the notification that caused it, in
   * one transaction, provided that nobody has written the payment meanwhile.
   */
  save(transition: Transition, notification?: Notification): Promise<SaveOutcome>;
  /** Keeps a notification that changes nothing; of one that is kept, the verdict is brought up to date. */
  keep(notification: Notification): Promise<void>;
  /** The payment that has paid for an order. */
  findPayerOf(order: string): Promise<Payment | undefined>;
  /** Takes the turn to ask the provider; false when somebody asked less than `intervalMs` ago. */
  takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean>;
  /** Payments that the provider shall be asked for, those that have waited longest first. */
  listDue(now: Date, limit: number): Promise<string[]>;
  /** Moves a due payment's next check, so that it does not hold up the others, or ends its checks. */
  postpone(id: string, until: string | undefined): Promise<void>;
  list(
    filter: PaymentFilter,
    page: { limit: number; cursor?: string },
  ): Promise<{ payments: Payment[]; nextCursor: string | null }>;
};
