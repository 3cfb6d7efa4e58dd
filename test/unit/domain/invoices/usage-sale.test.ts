import fc from 'fast-check';
import type { Period, PeriodLine } from '#domain/billing-periods/period';
import { composeInvoice } from '#domain/invoices/compose-invoice';
import { saleOfPeriod } from '#domain/invoices/usage-sale';
import { money } from '#domain/money';
import { aBilledPeriod, aPeriodLine } from '#test/billed-periods';
import { aCustomer } from '#test/customers';
import { aSeller } from '#test/sellers';

const projectNames = new Map([['prj_vitrine', 'Site vitrine']]);

const saleOf = (period: Partial<Period>, customer = {}, currency: 'EUR' | 'XOF' = 'EUR') =>
  saleOfPeriod({
    period: aBilledPeriod(period),
    currency,
    customer: aCustomer(customer),
    projectNames,
  });

const invoiceOf = (period: Partial<Period>) =>
  composeInvoice({
    sale: saleOf(period),
    seller: aSeller(),
    number: 'FA-2026-000007',
    issuedAt: new Date('2026-12-02T02:00:00.000Z'),
  });

test('every line names meter, month and project, with started GB at the plan’s price', () => {
  const lines = [
    aPeriodLine({ gb: 3 }),
    aPeriodLine({ meter: 'storage', projectId: 'prj_nameless', gb: 1 }),
  ];
  expect(saleOf({ lines }).lines).toEqual([
    {
      description: 'Trafic au-delà de la formule, novembre 2026, projet Site vitrine (Go)',
      quantity: 3,
      unitGrossMinor: 10,
    },
    {
      description: 'Stockage au-delà de la formule, novembre 2026, projet prj_nameless (Go)',
      quantity: 1,
      unitGrossMinor: 10,
    },
  ]);
  expect(saleOf({ lines }, { locale: 'en' }).lines[0]?.description).toBe(
    'Traffic above the plan’s limit, November 2026, project Site vitrine (GB)',
  );
});

test('a correction names the month it corrects, and may be credit', () => {
  const lines = [
    aPeriodLine({ gb: 9 }),
    aPeriodLine({ kind: 'correction', month: '2026-10', gb: -2 }),
  ];
  const { lines: billed, totals } = invoiceOf({ lines });
  expect(billed[1]).toMatchObject({
    description:
      'Correction, octobre 2026\u00a0: trafic au-delà de la formule, projet Site vitrine (Go)',
    quantity: -2,
    grossMinor: -20,
  });
  expect(billed[1]!.unitNetMicros).toBeGreaterThan(0);
  expect(billed[1]!.netMinor).toBeLessThan(0);
  expect(totals).toMatchObject({ grossMinor: 70, paidMinor: 0, dueMinor: 70 });
});

test('the carried amount has its own line, in its own currency', () => {
  const carriedIn = [money(-15, 'EUR'), money(40, 'XOF')];
  const { lines } = saleOf({ lines: [aPeriodLine({ gb: 9 })], carriedIn });
  expect(lines[1]).toEqual({
    description: 'Report de la période précédente',
    quantity: -1,
    unitGrossMinor: 15,
  });
  expect(saleOf({ lines: [], carriedIn }, {}, 'XOF').lines).toEqual([
    { description: 'Report de la période précédente', quantity: 1, unitGrossMinor: 40 },
  ]);
});

test('it is to be paid in thirty days, for the days of the month in the customer’s time zone', () => {
  const paris = { timeZone: 'Europe/Paris' };
  const period = { from: '2026-10-31T23:00:00.000Z', to: '2026-11-30T23:00:00.000Z' };
  expect(saleOf(period, paris)).toMatchObject({
    supplyDate: '2026-11-30',
    period: { from: '2026-11-01', to: '2026-11-30' },
  });
  const invoice = invoiceOf({});
  expect(invoice).toMatchObject({ issueDate: '2026-12-02', dueDate: '2027-01-01' });
  expect(invoice.payment).toBeUndefined();
});

test('lines add up to the amount due, including credit', () => {
  const line = fc.record({
    kind: fc.constantFrom<PeriodLine['kind']>('overage', 'correction'),
    gb: fc.integer({ min: -500, max: 500 }).filter((gb) => gb !== 0),
    unitPriceMinor: fc.integer({ min: 1, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), fc.integer(), (parts, carried) => {
      const lines = parts.map((part) => aPeriodLine(part));
      const sum = lines.reduce((total, { amount }) => total + amount.minor, 0);
      const own = { lines, carriedIn: [money(Math.abs(carried % 1000) - Math.min(sum, 0), 'EUR')] };
      const due = sum + own.carriedIn[0]!.minor;
      fc.pre(due > 0);
      const invoice = invoiceOf(own);
      expect(invoice.totals.dueMinor).toBe(due);
      const nets = invoice.lines.map(({ netMinor }) => netMinor);
      expect(nets.reduce((a, b) => a + b, 0)).toBe(invoice.totals.netMinor);
      for (const { quantity, netMinor, unitNetMicros } of invoice.lines) {
        expect(unitNetMicros).toBeGreaterThanOrEqual(0);
        expect(Math.sign(netMinor) * Math.sign(quantity)).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});
