import fc from 'fast-check';
import type { MonthUsage } from '#domain/billing-periods/month-usage';
import { billOf, linesBetween, nothingBilled, startedGb } from '#domain/billing-periods/overage';
import type { Terms } from '#domain/billing-periods/period';
import { settleCredit } from '#domain/billing-periods/settle-credit';
import { termsOf } from '#domain/billing-periods/terms';
import { money } from '#domain/money';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { aProCustomer, gb } from './billing.ts';

const monthMs = 30 * 86_400_000;
const span = { from: Date.parse('2026-11-01'), to: Date.parse('2026-11-01') + monthMs };
const terms: Terms = termsOf(aProCustomer(), somePlans, span);

const usageOf = (amounts: Record<string, bigint>, meter: 'traffic' | 'storage' = 'traffic') =>
  ({
    month: '2026-11',
    span,
    gauges: {},
    projects: Object.entries(amounts).map(([projectId, amount]) => ({
      meter,
      projectId,
      amount,
      days: { '2026-11-05': amount },
    })),
  }) satisfies MonthUsage;

const overage = (usage: MonthUsage) =>
  linesBetween('overage', { before: nothingBilled, after: billOf(usage, terms) }, { usage, terms });

test.each([
  [10 * gb, 0],
  [10 * gb + 1, 1],
  [11 * gb, 1],
  [11 * gb + 1, 2],
  [0, 0],
])('of %d bytes with 10 GB included, %d started GB are billed', (used, billed) => {
  const limit = BigInt(10 * gb);
  expect(startedGb(BigInt(used), { limit, gb: BigInt(gb) })).toBe(billed);
  const sum = overage(usageOf({ prj_1: BigInt(used) })).reduce((all, line) => all + line.gb, 0);
  expect(sum).toBe(billed);
});

test('storage is billed on its average: 11 GB all month are one GB, 20 GB for half of it are none', () => {
  const whole = BigInt(11 * gb) * BigInt(monthMs);
  expect(billOf(usageOf({ prj_1: whole }, 'storage'), terms).gb.storage).toBe(1);
  expect(billOf(usageOf({ prj_1: whole + 1n }, 'storage'), terms).gb.storage).toBe(2);
  const half = BigInt(20 * gb) * BigInt(monthMs / 2);
  expect(billOf(usageOf({ prj_1: half }, 'storage'), terms).gb.storage).toBe(0);
});

test('lines name project, meter, GB and unit price, and the days that they add up', () => {
  expect(overage(usageOf({ prj_2: 3n * BigInt(gb), prj_1: 9n * BigInt(gb) }))).toEqual([
    {
      kind: 'overage',
      month: '2026-11',
      meter: 'traffic',
      projectId: 'prj_1',
      gb: 2,
      unitPriceMinor: 100,
      amount: money(200, 'EUR'),
      days: { '2026-11-05': '9000000000' },
    },
  ]);
});

test('however a customer’s traffic is spread over projects, the lines add up to its started GB', () => {
  const spread = fc.array(fc.bigInt({ min: 0n, max: 40n * BigInt(gb) }), { maxLength: 12 });
  fc.assert(
    fc.property(spread, (amounts) => {
      const used = amounts.reduce((a, b) => a + b, 0n);
      const usage = usageOf(Object.fromEntries(amounts.map((one, n) => [`prj_${n}`, one])));
      const lines = overage(usage);
      const expected = startedGb(used, { limit: BigInt(10 * gb), gb: BigInt(gb) });
      expect(lines.reduce((sum, line) => sum + line.gb, 0)).toBe(expected);
      for (const line of lines) expect(line.amount.minor).toBe(line.gb * 100);
    }),
  );
});

test('the free plan sells no overage: nothing is billed above its limit', () => {
  const free = termsOf(aCustomer(), somePlans, span);
  expect(billOf(usageOf({ prj_1: BigInt(50 * gb) }), free).gb.traffic).toBe(0);
});

test('a customer who upgrades after the month is not billed for it', () => {
  const startedAt = new Date(span.to).toISOString();
  const late = aProCustomer({ subscription: aSubscription({ startedAt }) });
  expect(termsOf(late, somePlans, span).planId).toBe('free');
});

test('overage is billed in the currency of the subscription if it has a price, otherwise in euros', () => {
  const francs = aProCustomer({
    subscription: aSubscription({ startedAt: '2026-10-01T00:00:00Z' }),
  });
  expect(termsOf(francs, somePlans, span)).toMatchObject({ currency: 'EUR' });
  const plans = somePlans.map((plan) => ({
    ...plan,
    overagePerGb: { traffic: { EUR: 10, XOF: 65 }, storage: { EUR: 10, XOF: 65 } },
  }));
  expect(termsOf(francs, plans, span)).toMatchObject({
    currency: 'XOF',
    pricePerGb: { traffic: 65, storage: 65 },
  });
});

test('a negative sum is not an invoice: it is carried over to the next period', () => {
  expect(settleCredit([], [money(-300, 'EUR'), money(650, 'XOF')])).toEqual({
    due: [money(650, 'XOF')],
    carriedOut: [money(-300, 'EUR')],
  });
  const lines = overage(usageOf({ prj_1: BigInt(15 * gb) }));
  expect(settleCredit(lines, [money(-300, 'EUR')])).toEqual({
    due: [money(200, 'EUR')],
    carriedOut: [],
  });
});

test('a sum too small for any provider is not an invoice either, until it has grown', () => {
  expect(settleCredit([], [money(49, 'EUR'), money(99, 'XOF')])).toEqual({
    due: [],
    carriedOut: [money(49, 'EUR'), money(99, 'XOF')],
  });
  expect(settleCredit([], [money(50, 'EUR'), money(100, 'XOF')])).toEqual({
    due: [money(50, 'EUR'), money(100, 'XOF')],
    carriedOut: [],
  });
});
