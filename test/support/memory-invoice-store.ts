import type { DomainEvent } from '#domain/events';
import type {
  Invoice,
  InvoiceDocument,
  InvoiceStore,
  Series,
} from '#domain/invoices/invoice-store';
import type { MemoryPaymentStore } from './memory-payment-store.ts';

/** Keeps the promises of the port beside the payments of a MemoryPaymentStore, whose outbox it shares. */
export class MemoryInvoiceStore implements InvoiceStore {
  readonly rows = new Map<string, Invoice>();
  readonly series = new Map<string, Series>();
  readonly #payments: MemoryPaymentStore;

  constructor(payments: MemoryPaymentStore) {
    this.#payments = payments;
  }

  async findForPayment(paymentId: string) {
    const payment = await this.#payments.find(paymentId);
    const marker = this.#payments.invoices.get(paymentId);
    return { payment, invoice: marker && (await this.find(marker.id)) };
  }

  async find(id: string): Promise<Invoice | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async readSeries(name: string): Promise<Series> {
    return { ...(this.series.get(name) ?? { name, last: 0 }) };
  }

  async issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'> {
    const { id, paymentId, content } = invoice;
    const isSeriesAsRead = (this.series.get(series.name)?.last ?? 0) === series.last;
    const hasInvoice = this.#payments.invoices.has(paymentId);
    if (!isSeriesAsRead || hasInvoice || this.rows.has(id)) return 'taken';
    this.series.set(series.name, {
      name: series.name,
      last: series.last + 1,
      lastIssuedAt: content.issuedAt,
    });
    this.#payments.invoices.set(paymentId, { id, number: content.number, hasDocument: false });
    this.rows.set(id, structuredClone(invoice));
    return 'issued';
  }

  async markGenerated(
    { id }: Invoice,
    document: InvoiceDocument,
    event: DomainEvent,
  ): Promise<void> {
    const row = this.rows.get(id);
    if (!row || row.document) return;
    this.rows.set(id, { ...row, status: 'paid', document: { ...document } });
    this.#payments.invoices.get(row.paymentId)!.hasDocument = true;
    this.#payments.outbox.set(event.id, structuredClone(event));
  }

  /** Every number given so far, in the order of giving. */
  get numbers(): string[] {
    return [...this.rows.values()].map(({ content }) => content.number);
  }
}
