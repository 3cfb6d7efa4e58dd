import fc from 'fast-check';
import type { CountedCreditNote, CreditNote, Invoice } from '#domain/invoices/invoice-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import type { Table } from '#stores/table';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { anInvoice } from '#test/invoices';
import { anEvent } from '#test/payments';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';
import {
  document,
  invoices,
  issued,
  issuedForNothing,
  issuedForPayment,
  nothingIssued,
  payment,
} from './invoices.ts';

const credited: Invoice = {
  ...issuedForNothing,
  credit: {
    invoiceId: 'inv_0',
    paymentId: payment.id,
    cause: { refundId: 'ref_1' },
    place: 1,
    parts: [{ netMinor: 39_000, vatMinor: 7_800 }],
  },
  content: anInvoice({
    kind: 'credit_note',
    number: 'AV-2026-000001',
    corrects: { number: 'FA-2026-000001', issueDate: '2026-03-01' },
  }),
};
const nothingCredited = { name: 'AV-2026', last: 0 };

const counted: CountedCreditNote = {
  id: 'inv_1',
  number: 'AV-2026-000001',
  issuedAt: '2026-03-02T10:00:00.000Z',
  grossMinor: 46_800,
  parts: credited.credit!.parts,
  vatInEuroMinor: 7_800,
};

/** The invoice has this credit note, whose number, time and amount are those of its content. */
async function credit(table: Table, one: CreditNote & Partial<CountedCreditNote>) {
  const { id, number, issuedAt, grossMinor, parts = [], vatInEuroMinor } = one;
  const content = {
    ...credited.content,
    number,
    issuedAt,
    totals: { ...credited.content.totals, grossMinor },
    ...(vatInEuroMinor !== undefined && {
      vatInEuro: { vatMinor: vatInEuroMinor, rate: '655.957' },
    }),
  };
  const creditOf = { ...credited.credit!, invoiceId: issued.id, parts };
  await invoices(table).issue(issued, nothingIssued);
  await invoices(table).issue({ ...credited, id, content, credit: creditOf }, nothingCredited);
}

const countedCreditNote = rowsOf<CountedCreditNote>({
  name: 'a credit note, beside its invoice',
  reader: 'stored-invoice.ts countedCreditNoteFrom',
  keys: ['creditNoteOfInvoice'],
  example: { ...counted, id: 'inv_2' },
  any: anyLike(
    { ...counted, id: 'inv_2' },
    { number: anyText, issuedAt: anyInstant, grossMinor: anyCount },
  ),
  write: credit,
  read: async (table) => (await invoices(table).find(issued.id))?.creditNotes?.[0],
  sk: 'CREDIT_NOTE#00001',
  pk: 'INVOICE#',
  required: {
    id: '',
    number: 7,
    issuedAt: 'today',
    grossMinor: -1,
    parts: {},
    'parts.0.netMinor': '39000',
    'parts.0.vatMinor': null,
  },
  optional: { vatInEuroMinor: '7800' },
});

const markOfCredit = rowsOf<CreditNote>({
  name: 'the mark that money which went back has its credit note',
  reader: 'invoice-marker.ts creditNoteFrom',
  keys: ['creditNoteOfPayment'],
  example: { id: 'inv_2', number: 'AV-2026-000001', issuedAt: counted.issuedAt, grossMinor: 100 },
  any: fc.record({
    id: fc.constant('inv_2'),
    number: anyText,
    issuedAt: anyInstant,
    grossMinor: anyCount,
  }),
  async write(table, note) {
    await new DynamoPaymentStore(table, () => new Date()).createOrGet(payment);
    await credit(table, note);
    const paid = { ...issuedForPayment, id: 'inv_3' };
    await invoices(table).issue(paid, { name: 'FA-2025', last: 0 });
    for (const id of [paid.id, note.id])
      await invoices(table).markGenerated({ ...paid, id }, document, anEvent());
  },
  async read(table) {
    const found = await new DynamoPaymentStore(table, () => new Date()).findWithInvoice(payment.id);
    return found?.invoice?.creditNotes?.[0];
  },
  sk: 'CREDIT_NOTE#ref_1',
  pk: 'PAYMENT#',
  required: { id: '', number: null, issuedAt: '2026-03-02', grossMinor: 0.5 },
});

export const rowsOfCreditNotes: Rows[] = [countedCreditNote, markOfCredit];
