import { type Invoice, paymentOf, type ReplacedInvoice } from '#domain/invoices/invoice-store';
import { auditWrite } from './audit-trail.ts';
import { invoiceWrite, markersOf, seriesWrite } from './invoice-writes.ts';
import { type Key, keys } from './keys.ts';
import { cancelledUpdate } from './standing-writes.ts';
import { keyIsFree, type Table, type Write } from './table.ts';

/** See `InvoiceStore.replace`. */
export async function replaceInvoice(
  table: Table,
  { old, creditNote, invoice }: ReplacedInvoice,
): Promise<'issued' | 'taken'> {
  const note = creditNote.invoice;
  const marks = markersOf(note).map((mark): Write => ({ put: { ...mark, condition: keyIsFree } }));
  const refusals = await table.writeTogether([
    ...[creditNote, invoice].flatMap(({ invoice: document, series, event, audit }) => [
      seriesWrite(series, [document]),
      invoiceWrite(document, event),
      ...(audit ? [auditWrite(audit)] : []),
    ]),
    ...marks,
    cancelledUpdate(note, note.credit!),
    ...subjectsOf(old).map((key) => movedTo(invoice.invoice, { key, from: old.id })),
  ]);
  return refusals ? 'taken' : 'issued';
}

/** What says which invoice a payment or a period has. */
function subjectsOf(old: Invoice): Key[] {
  const paymentId = old.paymentId ?? paymentOf(old)?.id;
  return [
    ...(paymentId === undefined ? [] : [keys.invoiceOfPayment(paymentId)]),
    ...(old.period ? [keys.invoiceOfPeriod(old.period)] : []),
  ];
}

const movedTo = ({ id, content }: Invoice, { key, from }: { key: Key; from: string }): Write => ({
  put: {
    key,
    item: { invoiceId: id, number: content.number },
    condition: { expression: 'invoiceId = :old', values: { ':old': from } },
  },
});
