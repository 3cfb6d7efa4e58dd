import type { AuditEntry } from '#domain/audit/audit-entry';
import { addDays, type Day } from '#domain/calendar/day';
import type { InvoicePayment } from '#domain/invoices/invoice';
import { statusOf } from '#domain/invoices/invoice-status';
import {
  type BilledPeriod,
  type CountedCreditNote,
  type Credit,
  type CreditCause,
  type CreditMark,
  type CreditNote,
  type Invoice,
  type InvoiceDocument,
  type InvoiceStore,
  type NumberedInvoice,
  type PaidByHand,
  paymentOf,
  type ReplacedInvoice,
  type Series,
} from '#domain/invoices/invoice-store';
import { isUnbegun, seriesAfter } from '#domain/invoices/number-series';
import { newStanding } from '#domain/invoices/standing';
import { nameOf as nameOfEntry } from '#domain/ledger/ledger-entry';
import type { DomainEvent } from '#vocabulary/events';
import { countedNote, creditKey, creditNoteOf, nameOf } from './memory-invoice-names.ts';
import type { MemoryPaymentStore } from './memory-payment-store.ts';

/** Keeps the promises of the port beside the payments of a MemoryPaymentStore, whose outbox it shares. */
export class MemoryInvoiceStore implements InvoiceStore {
  readonly rows = new Map<string, Invoice>();
  readonly series = new Map<string, Series>();
  /** Invoice ids, by period. */
  readonly ofPeriods = new Map<string, string>();
  /** Credit notes, by payment and cause. */
  readonly credited = new Map<string, CreditNote>();
  /** By the id of a deposit's invoice: the one that subtracts it. */
  readonly settled = new Map<string, NonNullable<Invoice['settledBy']>>();
  /** When the schedule looks at unpaid invoices. */
  readonly lookAt = new Map<string, Day>();
  readonly audit: AuditEntry[] = [];
  readonly #payments: MemoryPaymentStore;

  constructor(payments: MemoryPaymentStore) {
    this.#payments = payments;
  }

  get outbox(): Map<string, DomainEvent> {
    return this.#payments.outbox;
  }

  async findForPayment(paymentId: string) {
    const payment = await this.#payments.find(paymentId);
    const marker = this.#payments.invoices.get(paymentId);
    return { payment, invoice: marker && (await this.find(marker.id)) };
  }

  async findForPeriod(period: BilledPeriod): Promise<Invoice | undefined> {
    const id = this.ofPeriods.get(nameOf(period));
    return id === undefined ? undefined : this.find(id);
  }

  async find(id: string): Promise<Invoice | undefined> {
    const row = structuredClone(this.rows.get(id));
    const creditNotes = [...this.rows.values()]
      .filter(({ credit }) => credit?.invoiceId === id)
      .sort((a, b) => a.credit!.place - b.credit!.place)
      .map(countedNote);
    const settledBy = this.settled.get(id);
    if (!row) return undefined;
    const invoice = {
      ...row,
      ...(creditNotes.length > 0 && { creditNotes }),
      ...(settledBy && { settledBy: { ...settledBy } }),
    };
    return { ...invoice, status: statusOf(invoice) };
  }

  async findCreditNote(paymentId: string, cause: CreditCause): Promise<Invoice | undefined> {
    const note = this.credited.get(creditKey(paymentId, cause));
    return note && this.find(note.id);
  }

  async openable(notes: readonly CountedCreditNote[]): Promise<CountedCreditNote[]> {
    return notes.filter(({ id }) => this.rows.get(id)?.document);
  }

  async markCredited({ paymentId, cause, note }: CreditMark, event: DomainEvent): Promise<void> {
    const key = creditKey(paymentId, cause);
    if (this.credited.has(key)) return;
    this.credited.set(key, structuredClone(note));
    this.#payments.outbox.set(event.id, structuredClone(event));
  }

  async readSeries(name: string): Promise<Series> {
    return structuredClone(this.series.get(name) ?? { name, last: 0 });
  }

  async issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'> {
    return (await this.issueTogether([{ invoice }], series)) === 'issued' ? 'issued' : 'taken';
  }

  async issueTogether(
    numbered: readonly NumberedInvoice[],
    series: Series,
  ): Promise<'issued' | readonly string[]> {
    const invoices = numbered.map(({ invoice }) => invoice);
    const stored = this.series.get(series.name);
    const isSeriesAsRead = isUnbegun(series) ? !stored : stored?.last === series.last;
    const had = invoices.filter((invoice) => this.hasItsOwn(invoice)).map(({ id }) => id);
    const isIdTaken = invoices.some(({ id }) => this.rows.has(id));
    if (!isSeriesAsRead || had.length > 0 || isIdTaken) return had;
    this.series.set(series.name, structuredClone(seriesAfter(series, invoices)));
    const cancels = invoices.flatMap(({ credit }) => (credit?.isLast ? [credit] : []));
    const isPaid = ({ invoiceId, cause }: Credit) =>
      'cancelled' in cause && this.rows.get(invoiceId)?.standing?.paidAt !== undefined;
    if (cancels.some(isPaid)) return had;
    for (const { invoice, event, audit } of numbered) {
      this.store(invoice);
      if (audit) this.audit.push(audit);
      if (event) this.#payments.outbox.set(event.id, structuredClone(event));
    }
    return 'issued';
  }

  async replace({ old, creditNote, invoice }: ReplacedInvoice): Promise<'issued' | 'taken'> {
    const isAsRead = [creditNote, invoice].every(({ series }) => {
      const stored = this.series.get(series.name);
      return isUnbegun(series) ? !stored : stored?.last === series.last;
    });
    const { standing } = this.rows.get(old.id)!;
    const note = creditNote.invoice;
    const wasPaid = note.content.cancels && standing?.paidAt !== undefined;
    if (!isAsRead || wasPaid || this.isCredited(note.credit!)) return 'taken';
    const paymentId = old.paymentId ?? paymentOf(old)?.id;
    const marked = paymentId !== undefined && this.#payments.invoices.get(paymentId)?.id;
    if (paymentId !== undefined && marked !== old.id) return 'taken';
    for (const { invoice: document, series, event, audit } of [creditNote, invoice]) {
      this.series.set(series.name, structuredClone(seriesAfter(series, [document])));
      this.store(document);
      if (audit) this.audit.push(audit);
      if (event) this.#payments.outbox.set(event.id, structuredClone(event));
    }
    const { id, content } = invoice.invoice;
    if (paymentId !== undefined)
      this.#payments.invoices.set(paymentId, { id, number: content.number, hasDocument: false });
    return 'issued';
  }

  private hasItsOwn({ paymentId, period, credit, settles = [] }: Invoice): boolean {
    return (
      settles.some((deposit) => this.settled.has(deposit)) ||
      (paymentId !== undefined && this.#payments.invoices.has(paymentId)) ||
      (period !== undefined && this.ofPeriods.has(nameOf(period))) ||
      (credit !== undefined && this.isCredited(credit))
    );
  }

  private store(invoice: Invoice): void {
    const { id, paymentId, period, credit, content, settles = [] } = invoice;
    for (const deposit of settles)
      this.settled.set(deposit, { invoiceId: id, number: content.number });
    if (credit?.paymentId !== undefined)
      this.credited.set(creditKey(credit.paymentId, credit.cause), creditNoteOf(invoice));
    if (credit?.isLast) this.cancel(credit, invoice);
    if (period) this.ofPeriods.set(nameOf(period), id);
    if (paymentId !== undefined)
      this.#payments.invoices.set(paymentId, { id, number: content.number, hasDocument: false });
    this.rows.set(id, structuredClone(invoice));
  }

  async markGenerated(
    { id }: Invoice,
    document: InvoiceDocument,
    event: DomainEvent,
  ): Promise<void> {
    const row = this.rows.get(id);
    if (!row || row.document) return;
    const isAwaited = !row.paidBy && !row.content.payment && !row.credit;
    this.put({ ...row, document: { ...document } });
    if (isAwaited) this.lookAt.set(id, addDays(row.content.dueDate as Day, 1));
    const paymentId = row.credit?.paymentId;
    if (paymentId !== undefined) {
      const { creditNotes } = this.#payments;
      creditNotes.set(paymentId, [...(creditNotes.get(paymentId) ?? []), creditNoteOf(row)]);
    }
    for (const marker of this.#payments.invoices.values())
      if (marker.id === id) marker.hasDocument = true;
    this.#payments.outbox.set(event.id, structuredClone(event));
  }

  async markPaid(
    { id, content }: Invoice,
    paidBy: InvoicePayment,
    event: DomainEvent,
    byHand?: PaidByHand,
  ): Promise<'paid' | 'taken'> {
    const row = this.rows.get(id)!;
    const { standing = newStanding } = row;
    const isOver = row.paidBy !== undefined || standing.cancelledAt !== undefined;
    if (isOver || this.#payments.invoices.has(paidBy.id)) return 'taken';
    this.put({
      ...row,
      paidBy: { ...paidBy },
      standing: { ...standing, paidAt: paidBy.paidAt },
    });
    this.lookAt.delete(id);
    if (byHand?.audit) this.audit.push(byHand.audit);
    const entry = byHand?.ledgerEntry;
    if (entry) this.#payments.ledger.set(`${entry.paymentId}#${nameOfEntry(entry)}`, entry);
    const hasDocument = row.document !== undefined;
    this.#payments.invoices.set(paidBy.id, { id, number: content.number, hasDocument });
    this.#payments.outbox.set(event.id, structuredClone(event));
    return 'paid';
  }

  private cancel({ invoiceId }: Credit, { id, content }: Invoice): void {
    const row = this.rows.get(invoiceId)!;
    const cancelled = { cancelledAt: content.issuedAt, cancelledBy: id };
    this.put({ ...row, standing: { ...(row.standing ?? newStanding), ...cancelled } });
    this.lookAt.delete(invoiceId);
  }

  /** Stores a row with the status that follows from it. */
  put(row: Invoice): void {
    this.rows.set(row.id, { ...row, status: statusOf(row) });
  }

  /** The money has a credit note, or the invoice has one at this place. */
  private isCredited({ paymentId, cause, invoiceId, place }: Credit): boolean {
    const isTaken = ({ credit }: Invoice) =>
      credit?.invoiceId === invoiceId && credit.place === place;
    const hasNote = paymentId !== undefined && this.credited.has(creditKey(paymentId, cause));
    return hasNote || [...this.rows.values()].some(isTaken);
  }

  /** Every number given so far, in the order of giving. */
  get numbers(): string[] {
    return [...this.rows.values()].map(({ content }) => content.number);
  }
}
