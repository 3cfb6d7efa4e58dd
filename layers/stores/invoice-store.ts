import type { InvoicePayment } from '#domain/invoices/invoice';
import {
  type BilledPeriod,
  type CountedCreditNote,
  type CreditCause,
  type CreditMark,
  type Invoice,
  type InvoiceDocument,
  type InvoiceStore,
  type NumberedInvoice,
  nameOfCause,
  type PaidByHand,
  paymentOf,
  type ReplacedInvoice,
  type Series,
} from '#domain/invoices/invoice-store';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { fileInvoice } from './invoice-findings.ts';
import { invoiceIndexes } from './invoice-indexes.ts';
import { creditNoteFrom, invoiceMarkerFrom, openable } from './invoice-marker.ts';
import { invoiceWrite, listedBy, markersOf, seriesWrite } from './invoice-writes.ts';
import { keys } from './keys.ts';
import { carrying } from './outbox.ts';
import { ledgerWrite } from './payment-writes.ts';
import { replaceInvoice } from './replace-invoice.ts';
import { awaitingUpdate, cancelledUpdate, paidUpdate } from './standing-writes.ts';
import { paymentFrom } from './stored-payment.ts';
import { seriesOf } from './stored-series.ts';
import { keyIsFree, type Table, type Write } from './table.ts';
import { wholeInvoice } from './whole-invoice.ts';

export class DynamoInvoiceStore implements InvoiceStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async findForPayment(paymentId: string) {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.payment(paymentId).pk },
      ConsistentRead: true,
    });
    const payment = items.find(({ sk }) => sk === 'PAYMENT');
    const marker = items.find(({ sk }) => sk === 'INVOICE');
    return {
      payment: payment && paymentFrom(payment),
      invoice: marker && (await this.find(invoiceMarkerFrom(marker).invoiceId)),
    };
  }

  async findForPeriod(period: BilledPeriod): Promise<Invoice | undefined> {
    const marker = await this.#table.get(keys.invoiceOfPeriod(period));
    return marker && this.find(invoiceMarkerFrom(marker).invoiceId);
  }

  async find(id: string): Promise<Invoice | undefined> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': keys.invoice(id).pk },
      ConsistentRead: true,
    });
    return wholeInvoice(items);
  }

  async findCreditNote(paymentId: string, cause: CreditCause): Promise<Invoice | undefined> {
    const mark = await this.#table.get(keys.creditNoteOfPayment(paymentId, nameOfCause(cause)));
    return mark && this.find(creditNoteFrom(mark).id);
  }

  openable(notes: readonly CountedCreditNote[]): Promise<CountedCreditNote[]> {
    return openable(this.#table, notes);
  }

  async readSeries(name: string): Promise<Series> {
    const item = await this.#table.get(keys.series(name));
    return item ? seriesOf(name, item) : { name, last: 0 };
  }

  async issue(invoice: Invoice, series: Series): Promise<'issued' | 'taken'> {
    const outcome = await this.issueTogether([{ invoice }], series);
    return outcome === 'issued' ? 'issued' : 'taken';
  }

  async issueTogether(
    numbered: readonly NumberedInvoice[],
    series: Series,
  ): Promise<'issued' | readonly string[]> {
    const invoices = numbered.map(({ invoice }) => invoice);
    const marks = invoices.flatMap((invoice) =>
      markersOf(invoice).map((marker) => ({ id: invoice.id, marker })),
    );
    const refusals = await this.#table.writeTogether([
      seriesWrite(series, invoices),
      ...marks.map(({ marker }) => ({ put: { ...marker, condition: keyIsFree } })),
      ...numbered.map(({ invoice, event }) => invoiceWrite(invoice, event)),
      ...numbered.flatMap(({ invoice, audit }) => [
        ...(invoice.credit?.isLast ? [cancelledUpdate(invoice, invoice.credit)] : []),
        ...(audit ? [auditWrite(audit)] : []),
      ]),
    ]);
    if (!refusals) return 'issued';
    return marks.flatMap(({ id }, index) => (refusals[1 + index]?.existing ? id : []));
  }

  replace(replacement: ReplacedInvoice): Promise<'issued' | 'taken'> {
    return replaceInvoice(this.#table, replacement);
  }

  async markCredited({ paymentId, cause, note }: CreditMark, event: DomainEvent): Promise<void> {
    const refusal = await this.#table.write({
      put: {
        key: keys.creditNoteOfPayment(paymentId, nameOfCause(cause)),
        item: { ...note, ...carrying(event) },
        condition: keyIsFree,
      },
    });
    if (refusal && !refusal.existing) throw new Error('another run is writing the payment');
  }

  async markPaid(
    { id, content }: Invoice,
    paidBy: InvoicePayment,
    event: DomainEvent,
    byHand?: PaidByHand,
  ): Promise<'paid' | 'taken'> {
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.invoicePaid(id),
          item: { paidBy, ...invoiceIndexes.paid(paidBy.paidDate, id), ...carrying(event) },
          condition: keyIsFree,
        },
      },
      {
        put: {
          key: keys.invoiceOfPayment(paidBy.id),
          item: { invoiceId: id, number: content.number },
          condition: keyIsFree,
        },
      },
      paidUpdate(id, paidBy.paidAt),
      paidLaterWrite(content.issueDate.slice(0, 4)),
      ...(byHand ? [ledgerWrite(byHand.ledgerEntry)] : []),
      ...(byHand?.audit ? [auditWrite(byHand.audit)] : []),
    ]);
    if (refusals && !refusals.some((refusal) => refusal?.existing))
      throw new Error('another run is writing the invoice');
    return refusals ? 'taken' : 'paid';
  }

  async markGenerated(
    invoice: Invoice,
    document: InvoiceDocument,
    event: DomainEvent,
  ): Promise<void> {
    // Before the document is noted, so that a crash between them repeats both.
    await fileInvoice(this.#table, invoice.id, invoice);
    const documentPut: Write = {
      put: {
        key: keys.invoiceDocument(invoice.id),
        item: { ...document, ...listedBy(invoice), ...carrying(event) },
        condition: keyIsFree,
      },
    };
    const isAwaited = paymentOf(invoice) === undefined && invoice.credit === undefined;
    if (isAwaited) {
      const refusals = await this.#table.writeTogether([documentPut, awaitingUpdate(invoice)]);
      if (!refusals || refusals[0]?.existing) return;
      // Paid while it was drawn, and so nothing is awaited any more.
      if (!refusals[1]?.existing) throw new Error('another run is writing the invoice');
    }
    const refusal = await this.#table.write(documentPut);
    if (refusal && !refusal.existing) throw new Error('another run is writing the invoice');
  }
}

/** One more of the year was paid after it was issued; those paid before are in its series. */
const paidLaterWrite = (year: string): Write => ({
  update: {
    key: keys.invoiceStats(year),
    expression: 'ADD paid :one',
    values: { ':one': 1 },
  },
});
