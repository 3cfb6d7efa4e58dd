import type {
  CountedCreditNote,
  Credit,
  CreditNote,
  Invoice,
  Series,
} from '#domain/invoices/invoice-store';
import { nameOfCause } from '#domain/invoices/invoice-store';
import { isUnbegun, seriesAfter } from '#domain/invoices/number-series';
import type { DomainEvent } from '#vocabulary/events';
import { invoiceIndexes } from './invoice-indexes.ts';
import { indexes, type Key, keys, yearOf } from './keys.ts';
import { carrying } from './outbox.ts';
import { packedText } from './packing/packed-text.ts';
import { packedForm } from './stored-invoice.ts';
import { itemOfSeries } from './stored-series.ts';
import { type Condition, type Item, keyIsFree, type Write } from './table.ts';

/** The counter once these documents have taken its next numbers, if nobody else has meanwhile. */
export const seriesWrite = (series: Series, documents: readonly Invoice[]): Write => ({
  put: {
    key: keys.series(series.name),
    item: itemOfSeries(seriesAfter(series, documents)),
    condition: seriesIsAsRead(series),
  },
});

/** A new document, and the event that becomes true with it. */
export const invoiceWrite = (invoice: Invoice, event?: DomainEvent): Write => ({
  put: {
    key: keys.invoice(invoice.id),
    item: { ...rowOf(invoice), ...carrying(event) },
    condition: keyIsFree,
  },
});

const seriesIsAsRead = (series: Series): Condition =>
  isUnbegun(series)
    ? keyIsFree
    : { expression: '#last = :last', names: { '#last': 'last' }, values: { ':last': series.last } };

/** With what lists it: in its year, and with its customer. Its content is packed. */
const rowOf = (invoice: Invoice): Item => ({
  form: packedForm,
  ...invoice,
  content: packedText('invoice', JSON.stringify(invoice.content)),
  ...indexes.collection(yearOf('INVOICES', invoice.content.issueDate.slice(0, 4)), invoice.id),
  ...(invoice.customerId !== undefined &&
    indexes.ownerOf('INVOICES', invoice.customerId, invoice.id)),
});

/** What lists it by number and by amount, once it can be opened. */
export function listedBy({ id, content: { number, issueDate, totals, currency } }: Invoice): Item {
  const year = issueDate.slice(0, 4);
  return {
    ...invoiceIndexes.number(year, number),
    ...invoiceIndexes.amount(year, { minor: totals.grossMinor, currency }, id),
  };
}

/** What marks this payment or period as invoiced, deposits as subtracted, or this money as credited. */
export function markersOf(invoice: Invoice): { key: Key; item: Item }[] {
  const { id, paymentId, period, credit, content, settles = [] } = invoice;
  if (credit) return creditMarkers(invoice, credit);
  const item = { invoiceId: id, number: content.number };
  const settled = settles.map((deposit) => ({ key: keys.depositSettled(deposit), item }));
  if (paymentId !== undefined) return [{ key: keys.invoiceOfPayment(paymentId), item }, ...settled];
  if (!period) throw new Error('the invoice has no payment and no period');
  return [{ key: keys.invoiceOfPeriod(period), item }];
}

/** The money has one credit note, and the invoice has one at this place. */
function creditMarkers({ id, content }: Invoice, credit: Credit): { key: Key; item: Item }[] {
  const { invoiceId, paymentId, cause, place, parts } = credit;
  const { number, issuedAt, totals, vatInEuro } = content;
  const note: CreditNote = { id, number, issuedAt, grossMinor: totals.grossMinor };
  const counted: CountedCreditNote = { ...note, parts, vatInEuroMinor: vatInEuro?.vatMinor };
  return [
    ...(paymentId === undefined
      ? []
      : [{ key: keys.creditNoteOfPayment(paymentId, nameOfCause(cause)), item: note }]),
    { key: keys.creditNoteOfInvoice(invoiceId, place), item: counted },
  ];
}
