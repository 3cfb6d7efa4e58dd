import fc from 'fast-check';
import type { InvoicePayment } from '#domain/invoices/invoice';
import type { Invoice, InvoiceDocument, Series } from '#domain/invoices/invoice-store';
import { seriesAfter } from '#domain/invoices/number-series';
import type { InvoiceMarker } from '#stores/invoice-marker';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { keys } from '#stores/keys';
import { DynamoPaymentStore } from '#stores/payment-store';
import { itemOfSeries } from '#stores/stored-series';
import type { Table } from '#stores/table';
import { anyCount, anyHash, anyInstant, anyLike, anyText } from '#test/any-values';
import { anInvoice } from '#test/invoices';
import { aCompletedPayment, anEvent } from '#test/payments';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';
import { aSubtractedDeposit, brokenDeposits } from './deposits.ts';

export const invoices = (table: Table) => new DynamoInvoiceStore(table);
export const payment = aCompletedPayment();
export const nothingIssued = { name: 'FA-2026', last: 0 };

export const issued: Invoice = {
  id: 'inv_1',
  period: { customerId: 'cus_1', month: '2026-03', currency: 'EUR' },
  status: 'issued',
  content: anInvoice(),
  createdAt: '2026-03-01T09:30:00.000Z',
  requestId: 'request-1',
};

const { period: _, ...forNothing } = issued;
const linked: Invoice = { ...issued, sha256: 'cd'.repeat(32), previous: null };

export const issuedForNothing: Invoice = forNothing;
export const issuedForPayment: Invoice = { ...issuedForNothing, paymentId: payment.id };
export const document: InvoiceDocument = { key: 'FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 };
export const paidBy: InvoicePayment = { ...anInvoice().payment!, id: 'pay_later' };

/** With everything that an invoice or a credit note has. */
const whole: Invoice = {
  ...issued,
  replaces: 'inv_0',
  settles: ['inv_deposit'],
  credit: {
    invoiceId: 'inv_0',
    paymentId: payment.id,
    cause: { refundId: 'ref_1' },
    place: 1,
    parts: [{ netMinor: 39_000, vatMinor: 7_800 }],
  },
  content: anInvoice({
    kind: 'credit_note',
    corrects: { number: 'FA-2026-000001', issueDate: '2026-03-01' },
    deposits: [aSubtractedDeposit],
  }),
};

const invoice = rowsOf<Invoice>({
  name: 'an invoice or a credit note',
  reader: 'stored-invoice.ts invoiceFrom',
  packedIn: 'content',
  form: 2,
  keys: ['invoice'],
  example: whole,
  any: anyLike(
    issued,
    {
      content: fc
        .tuple(anyText, anyInstant)
        .map(([number, issuedAt]) => anInvoice({ number, issuedAt })),
      createdAt: anyInstant,
      requestId: anyText,
    },
    {
      sha256: anyHash,
      previous: fc.option(anyHash),
      customerId: anyText,
      account: fc.constantFrom('made', 'inactive', 'member'),
    },
  ),
  write: (table, one) => invoices(table).issue(one, nothingIssued),
  read: (table, { id }) => invoices(table).find(id),
  sk: 'INVOICE',
  required: {
    id: '',
    status: 'lost',
    'content.kind': 'receipt',
    'content.corrects.number': '',
    'content.corrects.issueDate': '1er mars',
    'credit.invoiceId': '',
    'credit.cause': 'refund',
    'credit.place': -1,
    'credit.parts': {},
    'credit.parts.0.netMinor': 0.5,
    'credit.parts.0.vatMinor': '7800',
    'period.customerId': '',
    'period.month': null,
    'period.currency': 'USD',
    ...brokenDeposits,
    'content.number': '',
    'content.currency': 'eur',
    'content.issuedAt': '2026-03-01',
    'content.issueDate': '2026-03-01T09:30:00.000Z',
    'content.supplyDate': 'March',
    'content.dueDate': null,
    'content.lines': 'none',
    'content.lines.0.vatRate': -2000,
    'content.lines.0.netMinor': 39_000.5,
    'content.lines.0.grossMinor': '46800',
    'content.totals.netMinor': '39000',
    'content.totals.vatMinor': '7800',
    'content.totals.grossMinor': 0.1,
    'content.totals.paidMinor': null,
    'content.totals.dueMinor': '0',
    'content.totals.vatGroups': {},
    'content.totals.vatGroups.0.vatRate': 5.5,
    'content.totals.vatGroups.0.netMinor': '39000',
    'content.totals.vatGroups.0.vatMinor': null,
    'content.payment.id': '',
    'content.payment.paidAt': '2026-03-01',
    'content.payment.paidDate': '2026-03-01T09:29:41.000Z',
    'content.mentions': 'Escompte : néant.',
    createdAt: '2026-03-01',
    requestId: 7,
  },
  optional: {
    account: 'guest',
    customerId: '',
    title: 7,
    sha256: 'ab',
    previous: '',
    paymentId: '',
    period: '2026-03',
    replaces: '',
    credit: 'inv_0',
    'credit.paymentId': '',
    settles: 'inv_deposit',
    'settles.0': '',
    'content.deposits': 'AC-2026-000001',
    'content.corrects': 'FA-2026-000001',
    'content.payment': 'pay_1',
    'content.mentions.0': 7,
  },
});

const markerOfPayment = rowsOf<InvoiceMarker>({
  name: 'the mark that a payment has its invoice',
  reader: 'invoice-marker.ts invoiceMarkerFrom',
  keys: ['invoiceOfPayment', 'invoiceOfPeriod', 'depositSettled'],
  example: { invoiceId: issued.id, number: issued.content.number },
  any: fc.record({ invoiceId: anyText, number: anyText }),
  async write(table, { invoiceId: id, number }) {
    const one = { ...issuedForPayment, id, content: anInvoice({ number }) };
    await new DynamoPaymentStore(table, () => new Date()).createOrGet(payment);
    await invoices(table).issue(one, nothingIssued);
    await invoices(table).markGenerated(one, document, anEvent());
  },
  async read(table) {
    const found = await new DynamoPaymentStore(table, () => new Date()).findWithInvoice(payment.id);
    return found?.invoice && { invoiceId: found.invoice.id, number: found.invoice.number };
  },
  sk: 'INVOICE',
  pk: 'PAYMENT#',
  required: { invoiceId: '', number: 7 },
});

const invoiceDocument = rowsOf<InvoiceDocument>({
  name: 'an invoice’s document',
  reader: 'stored-invoice.ts documentFrom',
  keys: ['invoiceDocument'],
  example: document,
  any: fc.record({ key: anyText, sha256: anyHash, bytes: anyCount }),
  async write(table, one) {
    await invoices(table).issue(issued, nothingIssued);
    await invoices(table).markGenerated(issued, one, anEvent());
  },
  read: async (table) => (await invoices(table).find(issued.id))?.document,
  sk: 'DOCUMENT',
  required: { key: '', sha256: 'ab', bytes: -1 },
});

const invoicePaid = rowsOf<InvoicePayment>({
  name: 'the payment of an invoice that was issued before',
  reader: 'stored-invoice.ts paidFrom',
  keys: ['invoicePaid'],
  example: paidBy,
  any: anyLike(paidBy, { id: anyText, paidAt: anyInstant, method: anyText }),
  async write(table, one) {
    await invoices(table).issue(issued, nothingIssued);
    await invoices(table).markPaid(issued, one, anEvent());
  },
  read: async (table) => (await invoices(table).find(issued.id))?.paidBy,
  sk: 'PAID',
  required: {
    paidBy: 'pay_later',
    'paidBy.id': '',
    'paidBy.paidAt': 'today',
    'paidBy.paidDate': 'today',
  },
});

const series = rowsOf<Series>({
  name: 'a series of numbers',
  reader: 'stored-series.ts seriesFrom',
  keys: ['series'],
  example: seriesAfter(nothingIssued, [linked]),
  any: fc
    .record({ name: anyText, sha256: anyHash, issuedAt: anyInstant })
    .map(({ name, sha256, issuedAt }) =>
      seriesAfter({ name, last: 0 }, [{ ...issued, sha256, content: anInvoice({ issuedAt }) }]),
    ),
  async write(table, one) {
    await table.write({ put: { key: keys.series(one.name), item: itemOfSeries(one) } });
  },
  read: (table, { name }) => invoices(table).readSeries(name),
  sk: 'COUNTER',
  required: { last: '1' },
  optional: {
    first: -1,
    lastIssuedAt: 'yesterday',
    lastSha256: 'ab',
    sums: [1],
    'sums.03-EUR.1': 0.5,
  },
});

export const rowsOfInvoices: Rows[] = [
  invoice,
  markerOfPayment,
  invoiceDocument,
  invoicePaid,
  series,
];
