import type { CreditNote } from '#domain/invoices/invoice-store';
import { type LedgerEntry, nameOf } from '#domain/ledger/ledger-entry';
import type { Notification } from '#domain/payments/notification';
import type { Payment } from '#domain/payments/payment';
import type {
  OpenPayments,
  OpenSubject,
  OrderClaim,
  PaymentFilter,
  PaymentStore,
  PaymentWithInvoice,
  SaveOutcome,
  Transition,
} from '#domain/payments/payment-store';
import { searchFor } from '#domain/payments/search-payments';
import type { Refund } from '#domain/refunds/refund';
import type { DomainEvent } from '#vocabulary/events';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port, and lets the test look into its rows. */
export class MemoryPaymentStore implements PaymentStore {
  readonly rows = new Map<string, Payment>();
  /** By provider and event id. */
  readonly inbox = new Map<string, Notification>();
  readonly outbox = new Map<string, DomainEvent>();
  /** By payment and name. */
  readonly ledger = new Map<string, LedgerEntry>();
  /** Refunds of all payments; MemoryRefundStore writes them too. */
  readonly refunds = new Map<string, Refund>();
  /** Which payment has paid for an order. */
  readonly payers = new Map<string, string>();
  /** Which payments of a thing are open. */
  readonly open = new Map<string, OpenPayments>();
  /** Which invoice a payment has; MemoryInvoiceStore writes it. */
  readonly invoices = new Map<string, { id: string; number: string; hasDocument: boolean }>();
  /** Which credit notes it has, that can be opened; MemoryInvoiceStore writes it. */
  readonly creditNotes = new Map<string, CreditNote[]>();
  readonly #askedAtMs = new Map<string, number>();

  async createOrGet(payment: Payment): Promise<Payment> {
    if (!this.rows.has(payment.id)) this.rows.set(payment.id, structuredClone(payment));
    return structuredClone(this.rows.get(payment.id)!);
  }

  async findOpen(subject: OpenSubject): Promise<OpenPayments> {
    const kept = this.open.get(openKey(subject));
    return structuredClone(kept ?? { ...subject, version: 0, entries: [] });
  }

  async createListed(payment: Payment, list: OpenPayments): Promise<'created' | 'stale'> {
    const version = this.open.get(openKey(list))?.version ?? 0;
    if (this.rows.has(payment.id) || version !== list.version - 1) return 'stale';
    this.rows.set(payment.id, structuredClone(payment));
    this.open.set(openKey(list), structuredClone(list));
    return 'created';
  }

  async find(id: string): Promise<Payment | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined> {
    const payment = await this.find(id);
    const invoice = this.invoices.get(id);
    const creditNotes = this.creditNotes.get(id);
    const mayBeShown = invoice?.hasDocument === true;
    return (
      payment && {
        payment,
        invoice: mayBeShown
          ? { id: invoice.id, number: invoice.number, ...(creditNotes && { creditNotes }) }
          : undefined,
      }
    );
  }

  async save(transition: Transition, notification?: Notification): Promise<SaveOutcome> {
    const written = structuredClone(transition);
    const { payment, orderClaim, refundTask } = written;
    if (notification && this.inbox.has(inboxKey(notification))) return 'duplicate';
    if (!this.isNew(written)) return 'stale';
    if (orderClaim && !this.isFree(orderClaim)) return 'order_paid';
    this.rows.set(payment.id, payment);
    this.#askedAtMs.delete(payment.id);
    if (notification) this.inbox.set(inboxKey(notification), structuredClone(notification));
    if (orderClaim) this.payers.set(orderClaim.order, payment.id);
    if (refundTask) this.refunds.set(refundTask.refund.id, refundTask.refund);
    if (written.ledgerEntry) this.ledger.set(ledgerKey(written.ledgerEntry), written.ledgerEntry);
    for (const event of eventsIn(written)) this.outbox.set(event.id, event);
    return 'saved';
  }

  /** The payment is as it was read, and all that is written beside it is written once. */
  private isNew(transition: Transition): boolean {
    const { payment, ledgerEntry, refundTask } = transition;
    return (
      this.rows.get(payment.id)?.version === payment.version - 1 &&
      eventsIn(transition).every(({ id }) => !this.outbox.has(id)) &&
      (ledgerEntry === undefined || !this.ledger.has(ledgerKey(ledgerEntry))) &&
      (refundTask === undefined || !this.refunds.has(refundTask.refund.id))
    );
  }

  private isFree({ order, after }: OrderClaim): boolean {
    const payer = this.payers.get(order);
    return payer === undefined || payer === after;
  }

  async keep(notification: Notification): Promise<void> {
    const key = inboxKey(notification);
    if (this.inbox.get(key)?.verdict !== notification.verdict)
      this.inbox.set(key, structuredClone(notification));
  }

  async findPayerOf(order: string): Promise<Payment | undefined> {
    const payer = this.payers.get(order);
    return payer === undefined ? undefined : this.find(payer);
  }

  async takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean> {
    const askedAtMs = this.#askedAtMs.get(id);
    const isTooSoon = askedAtMs !== undefined && askedAtMs > now.getTime() - intervalMs;
    if (!this.rows.has(id) || isTooSoon) return false;
    this.#askedAtMs.set(id, now.getTime());
    return true;
  }

  async listDue(now: Date, limit: number): Promise<string[]> {
    return [...this.rows.values()]
      .flatMap(({ id, checkAt }) => (checkAt === undefined ? [] : [{ id, checkAt }]))
      .filter(({ checkAt }) => Date.parse(checkAt) < now.getTime())
      .sort((a, b) => a.checkAt.localeCompare(b.checkAt) || a.id.localeCompare(b.id))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async postpone(id: string, until: string | undefined): Promise<void> {
    const row = this.rows.get(id);
    if (row?.checkAt === undefined) return;
    if (until === undefined) delete row.checkAt;
    else row.checkAt = until;
  }

  async list(filter: PaymentFilter, page: PageRequest) {
    const newestFirst = [...this.rows.values()]
      .filter((payment) => matches(payment, filter))
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: filter.customerId ?? 'everybody',
      idOf: ({ id }) => id,
    });
    return { payments: items, nextCursor };
  }

  /** The events of one type, in the order in which they were written. */
  eventsOf(type: DomainEvent['type']): DomainEvent[] {
    return [...this.outbox.values()].filter((event) => event.type === type);
  }
}

const eventsIn = ({ event, refundTask }: Transition): DomainEvent[] =>
  [event, refundTask?.event].filter((one) => one !== undefined);

const openKey = ({ thing, kind }: OpenSubject) => `${thing}#${kind}`;

const inboxKey = ({ provider, eventId }: Notification) => `${provider}#${eventId}`;

const ledgerKey = (entry: LedgerEntry) => `${entry.paymentId}#${nameOf(entry)}`;

function matches(payment: Payment, filter: PaymentFilter): boolean {
  const { customerId, status, provider, method, from, to, q } = filter;
  const createdAtMs = Date.parse(payment.createdAt);
  return (
    (customerId === undefined || payment.buyer.customerId === customerId) &&
    (status === undefined || payment.status === status) &&
    (provider === undefined || payment.provider === provider) &&
    (method === undefined || payment.method === method) &&
    (from === undefined || createdAtMs >= Date.parse(from)) &&
    (to === undefined || createdAtMs <= endOf(to)) &&
    (q === undefined || searchFor(q)(payment))
  );
}

/** A day without time is meant to its end. */
const endOf = (to: string): number =>
  to.length === 'YYYY-MM-DD'.length ? Date.parse(`${to}T23:59:59.999Z`) : Date.parse(to);
