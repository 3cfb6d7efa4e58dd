import { summaryTable } from '#documents/summary-table';
import { summarizeBilling } from '#domain/invoices/billing-summary';
import type { InvoiceContent } from '#domain/invoices/invoice';
import type { CreditCause, Invoice } from '#domain/invoices/invoice-store';
import { anInvoice } from '#test/invoices';

const issued = (content: Partial<InvoiceContent>, changes: Partial<Invoice> = {}): Invoice => ({
  id: 'inv_1',
  customerId: 'cus_1',
  status: 'paid',
  content: anInvoice(content),
  createdAt: '2026-03-01T09:30:00.000Z',
  requestId: 'request-1',
  ...changes,
});

const paidOn = (paidDate: string) => ({ ...anInvoice().payment!, paidDate });

const credited = (cause: CreditCause, issueDate: string, totals = anInvoice().totals): Invoice =>
  issued(
    { kind: 'credit_note', issueDate, payment: undefined, totals },
    { credit: { invoiceId: 'inv_1', paymentId: 'pay_1', cause, place: 1, parts: [] } },
  );

/** Two invoices a page. */
const summaryOf = (all: readonly Invoice[], year = 2026) =>
  summarizeBilling(
    {
      invoices: {
        async listOwn(_, { cursor = '0' }) {
          const start = Number(cursor);
          const invoices = all.slice(start, start + 2);
          return { invoices, nextCursor: start + 2 < all.length ? String(start + 2) : null };
        },
      },
    },
    { customerId: 'cus_1', year },
  );

const francs = {
  netMinor: 4_167,
  vatMinor: 833,
  grossMinor: 5_000,
  paidMinor: 5_000,
  dueMinor: 0,
  vatGroups: [{ vatRate: 2000, netMinor: 4_167, vatMinor: 833 }],
};

const aLife = [
  issued({ payment: paidOn('2026-03-01') }),
  issued({ payment: paidOn('2026-03-31') }),
  issued({ payment: paidOn('2026-11-02'), currency: 'XOF', totals: francs }),
  // Issued in December, paid in January.
  issued(
    {
      payment: undefined,
      issueDate: '2025-12-20',
      totals: { ...anInvoice().totals, paidMinor: 0, dueMinor: 46_800 },
    },
    { paidBy: paidOn('2026-01-04') },
  ),
  // Nobody has paid it.
  issued({ payment: undefined }),
  credited({ refundId: 'ref_1' }, '2026-11-20'),
  credited({ lostMinor: 46_800 }, '2027-01-02'),
];

test('a customer sees by month and currency what it has paid, got back, and the VAT in it', async () => {
  const summary = await summaryOf(aLife);
  expect(summary).toEqual({
    customerId: 'cus_1',
    year: 2026,
    months: [
      { month: '2026-01', currency: 'EUR', paid: 46_800, refunded: 0, vat: 7_800 },
      { month: '2026-03', currency: 'EUR', paid: 93_600, refunded: 0, vat: 15_600 },
      { month: '2026-11', currency: 'EUR', paid: 0, refunded: 46_800, vat: -7_800 },
      { month: '2026-11', currency: 'XOF', paid: 5_000, refunded: 0, vat: 833 },
    ],
    totals: [
      { currency: 'EUR', paid: 140_400, refunded: 46_800, vat: 15_600 },
      { currency: 'XOF', paid: 5_000, refunded: 0, vat: 833 },
    ],
  });
});

test('a deposit and what remained are each counted once, with their VAT', async () => {
  const deposit = { number: 'AC-2026-000001', issueDate: '2026-03-01' };
  const sums = { netMinor: 10_000, vatMinor: 2_000, grossMinor: 12_000 };
  const { totals } = anInvoice();
  const { totals: year } = await summaryOf([
    issued({ kind: 'deposit', totals: { ...totals, ...sums, paidMinor: 12_000 } }),
    issued({ deposits: [{ ...deposit, ...sums }] }),
  ]);
  expect(year).toEqual([{ currency: 'EUR', paid: 46_800, refunded: 0, vat: 7_800 }]);
});

test('a credit note that cancels what nobody has paid gives nothing back', async () => {
  const cancelling = { cancellation: 'inv_1' } as unknown as CreditCause;
  expect((await summaryOf([credited(cancelling, '2026-11-20')])).months).toEqual([]);
});

test('a lost dispute is money that went back, in the year of its credit note', async () => {
  expect((await summaryOf(aLife, 2027)).totals).toEqual([
    { currency: 'EUR', paid: 0, refunded: 46_800, vat: -7_800 },
  ]);
});

test('a year without money is empty', async () => {
  expect(await summaryOf([], 2026)).toMatchObject({ months: [], totals: [] });
});

test('a French spreadsheet opens the table: semicolons, decimal commas, francs without decimals', async () => {
  const lines = summaryTable(await summaryOf(aLife), 'fr').split('\r\n');
  expect(lines[0]).toBe('\ufeffMois;Devise;Payé TTC;Remboursé TTC;TVA;Net payé TTC');
  expect(lines[3]).toBe('2026-11;EUR;0,00;468,00;-78,00;-468,00');
  expect(lines[4]).toBe('2026-11;XOF;5000;0;833;5000');
});
