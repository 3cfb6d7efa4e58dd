import { viewInvoiceStats } from '#contract/invoice-stats';
import { type RareCounts, statsOf, type YearOfInvoices } from '#domain/invoices/invoice-stats';
import type { MonthSums } from '#domain/invoices/series';

const noneRare: RareCounts = { generated: 0, sent: 0, overdue: 0, cancelled: 0 };

const sums = (changes: Partial<MonthSums>): MonthSums => ({
  count: 0,
  net: 0,
  vat: 0,
  gross: 0,
  paid: 0,
  paidCount: 0,
  ...changes,
});

const aYear = (changes: Partial<YearOfInvoices> = {}): YearOfInvoices => ({
  series: [
    {
      name: 'FA-2026',
      last: 1210,
      sums: {
        '03-EUR': sums({
          count: 1_200,
          net: 3_900_000,
          vat: 780_000,
          gross: 4_680_000,
          paidCount: 1_190,
        }),
        '11-EUR': sums({ count: 8, net: 100, vat: 20, gross: 120, paidCount: 3 }),
        '11-XOF': sums({ count: 2, net: 4_167, vat: 833, gross: 5_000, paidCount: 2 }),
      },
    },
    {
      name: 'AC-2026',
      last: 1,
      sums: { '11-EUR': sums({ count: 1, net: 500, vat: 100, gross: 600, paidCount: 1 }) },
    },
    {
      name: 'AV-2026',
      last: 1,
      sums: { '11-EUR': sums({ count: 1, net: 100, vat: 20, gross: 120 }) },
    },
  ],
  rare: { generated: 1, sent: 4, overdue: 2, cancelled: 1 },
  paidLater: 5,
  sample: { documents: 50, bytes: 1_910_700 },
  ...changes,
});

test('finance sees how many invoices there are, and in which status', () => {
  const { counts, creditNotes, pdf } = statsOf(2026, aYear());
  expect(counts).toEqual({
    total: 1_211,
    generated: 1,
    sent: 4,
    overdue: 2,
    cancelled: 1,
    paid: 1_203,
  });
  expect(creditNotes).toBe(1);
  expect(pdf).toMatchObject({ count: 1_212, meanBytes: 38_214 });
});

test('revenue is what was invoiced and taken in advance, less what was credited; currencies are never added', () => {
  const [euro, francs, ...others] = statsOf(2026, aYear()).revenue;
  expect(others).toEqual([]);
  expect(euro).toEqual({
    net: { minor: 3_900_500, currency: 'EUR' },
    vat: { minor: 780_100, currency: 'EUR' },
    gross: { minor: 4_680_600, currency: 'EUR' },
    credited: { minor: 120, currency: 'EUR' },
    deposits: { minor: 600, currency: 'EUR' },
  });
  expect(francs).toMatchObject({ gross: { minor: 5_000, currency: 'XOF' } });
});

test('the payment rate counts invoices that were paid later, too', () => {
  expect(statsOf(2026, aYear()).paymentRate).toBeCloseTo((1_196 + 5) / 1_211);
});

test('figures are also written as French people write them', () => {
  const { formatted } = viewInvoiceStats(statsOf(2026, aYear()));
  const written = JSON.parse(JSON.stringify(formatted).replaceAll('\u00a0', ' '));
  expect(written).toMatchObject({
    counts: { total: '1 211', overdue: '2' },
    revenue: [
      { currency: 'EUR', gross: '46 806,00 €', credited: '1,20 €' },
      { currency: 'XOF', gross: '5 000 F CFA', credited: '0 F CFA' },
    ],
    pdf: { count: '1 212', meanBytes: '38,2 ko' },
    paymentRate: '99,2 %',
  });
});

test('a shop without invoices has zeros, and neither rate nor size', () => {
  const nothing = { series: [], rare: noneRare, paidLater: 0, sample: { documents: 0, bytes: 0 } };
  expect(viewInvoiceStats(statsOf(2026, nothing))).toMatchObject({
    counts: { total: 0, paid: 0 },
    revenue: [],
    pdf: { count: 0, meanBytes: null },
    paymentRate: null,
    formatted: { paymentRate: null },
  });
});
