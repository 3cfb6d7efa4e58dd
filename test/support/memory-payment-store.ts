import { InvalidRequestError } from '#domain/errors';
import type { DomainEvent } from '#domain/events';
import type { LedgerEntry } from '#domain/ledger/posting';
import type { Notification } from '#domain/payments/notification';
import { isOpen, type Payment } from '#domain/payments/payment';
import type {
  PaymentFilter,
  PaymentStore,
  PaymentWithInvoice,
  SaveOutcome,
  Transition,
} from '#domain/payments/payment-store';

/** Keeps the promises of the port, and lets the test look into its rows. */
export class MemoryPaymentStore implements PaymentStore {
  private readonly postponed = new Map<string, string>();
  readonly rows = new Map<string, Payment>();
  /** By provider and event id. */
  readonly inbox = new Map<string, Notification>();
  readonly outbox = new Map<string, DomainEvent>();
  /** By payment and fact. */
  readonly ledger = new Map<string, LedgerEntry>();
  /** Which invoice a payment has; MemoryInvoiceStore writes it. */
  readonly invoices = new Map<string, { id: string; number: string; hasDocument: boolean }>();
  readonly #askedAtMs = new Map<string, number>();

  async createOrGet(payment: Payment): Promise<Payment> {
    if (!this.rows.has(payment.id)) this.rows.set(payment.id, structuredClone(payment));
    return structuredClone(this.rows.get(payment.id)!);
  }

  async find(id: string): Promise<Payment | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async findWithInvoice(id: string): Promise<PaymentWithInvoice | undefined> {
    const payment = await this.find(id);
    const invoice = this.invoices.get(id);
    const mayBeShown = invoice?.hasDocument === true;
    return (
      payment && {
        payment,
        invoice: mayBeShown ? { id: invoice.id, number: invoice.number } : undefined,
      }
    );
  }

  async save(transition: Transition, notification?: Notification): Promise<SaveOutcome> {
    const { payment, event, ledgerEntry } = structuredClone(transition);
    if (notification && this.inbox.has(inboxKey(notification))) return 'duplicate';
    const isAsRead = this.rows.get(payment.id)?.version === payment.version - 1;
    const isEventTaken = event !== undefined && this.outbox.has(event.id);
    const isEntryTaken = ledgerEntry !== undefined && this.ledger.has(ledgerKey(ledgerEntry));
    if (!isAsRead || isEventTaken || isEntryTaken) return 'stale';
    this.rows.set(payment.id, payment);
    this.#askedAtMs.delete(payment.id);
    if (notification) this.inbox.set(inboxKey(notification), structuredClone(notification));
    if (event) this.outbox.set(event.id, event);
    if (ledgerEntry) this.ledger.set(ledgerKey(ledgerEntry), ledgerEntry);
    return 'saved';
  }

  async keep(notification: Notification): Promise<void> {
    const key = inboxKey(notification);
    if (!this.inbox.has(key)) this.inbox.set(key, structuredClone(notification));
  }

  async takeTurnToAsk(id: string, now: Date, intervalMs: number): Promise<boolean> {
    const askedAtMs = this.#askedAtMs.get(id);
    const isTooSoon = askedAtMs !== undefined && askedAtMs > now.getTime() - intervalMs;
    if (!this.rows.has(id) || isTooSoon) return false;
    this.#askedAtMs.set(id, now.getTime());
    return true;
  }

  async listDue(now: Date, limit: number): Promise<string[]> {
    const dueAt = ({ id, expiresAt }: Payment) => this.postponed.get(id) ?? expiresAt;
    return [...this.rows.values()]
      .filter((payment) => isOpen(payment) && Date.parse(dueAt(payment)) < now.getTime())
      .sort((a, b) => dueAt(a).localeCompare(dueAt(b)) || a.id.localeCompare(b.id))
      .slice(0, limit)
      .map(({ id }) => id);
  }

  async postpone(id: string, until: Date): Promise<void> {
    this.postponed.set(id, until.toISOString());
  }

  async list(filter: PaymentFilter, { limit, cursor }: { limit: number; cursor?: string }) {
    const after = cursor === undefined ? undefined : readCursor(cursor, filter);
    const matching = [...this.rows.values()]
      .filter((payment) => matches(payment, filter))
      .filter(({ id }) => after === undefined || id < after)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const payments = matching.slice(0, limit).map((payment) => structuredClone(payment));
    const isLastPage = matching.length <= limit;
    return { payments, nextCursor: isLastPage ? null : writeCursor(payments.at(-1)!, filter) };
  }

  /** The events of one type, in the order in which they were written. */
  eventsOf(type: DomainEvent['type']): DomainEvent[] {
    return [...this.outbox.values()].filter((event) => event.type === type);
  }
}

const inboxKey = ({ provider, eventId }: Notification) => `${provider}#${eventId}`;

const ledgerKey = ({ paymentId, fact }: LedgerEntry) => `${paymentId}#${fact}`;

function matches(payment: Payment, filter: PaymentFilter): boolean {
  const { customerId, status, provider, method, from, to, q } = filter;
  const createdAtMs = Date.parse(payment.createdAt);
  const searched = [payment.id, payment.description, payment.buyer.name, payment.buyer.email];
  return (
    (customerId === undefined || payment.buyer.customerId === customerId) &&
    (status === undefined || payment.status === status) &&
    (provider === undefined || payment.provider === provider) &&
    (method === undefined || payment.method === method) &&
    (from === undefined || createdAtMs >= Date.parse(from)) &&
    (to === undefined || createdAtMs <= endOf(to)) &&
    (q === undefined || searched.join('\n').toLowerCase().includes(q.toLowerCase()))
  );
}

/** A day without time is meant to its end. */
const endOf = (to: string): number =>
  to.length === 'YYYY-MM-DD'.length ? Date.parse(`${to}T23:59:59.999Z`) : Date.parse(to);

type Position = { list: string; after: string };

const listOf = ({ customerId }: PaymentFilter) => customerId ?? 'everybody';

const writeCursor = ({ id }: Payment, filter: PaymentFilter): string =>
  btoa(JSON.stringify({ list: listOf(filter), after: id } satisfies Position));

function readCursor(cursor: string, filter: PaymentFilter): string {
  try {
    const { list, after } = JSON.parse(atob(cursor)) as Position;
    if (list === listOf(filter)) return after;
  } catch {}
  throw new InvalidRequestError('The cursor is not of this list.');
}
