import * as z from 'zod/mini';
import { periodView, viewPeriod, viewUsed } from '#contract/periods';
import { money } from '#domain/money';
import { aPeriod } from '../../contracts/period-store.ts';

const [line] = aPeriod().lines;

test('a closed month has the form of the contract', () => {
  const period = aPeriod();
  const view = viewPeriod(period);
  expect(z.strictObject(periodView.shape).parse(view)).toEqual(view);
  expect(view).toEqual({
    customerId: period.customerId,
    month: '2026-11',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-12-01T00:00:00.000Z',
    closedAt: '2026-12-02T02:00:00.000Z',
    plan: 'pay_as_you_go',
    currency: 'EUR',
    recount: 'confirmed',
    meters: {
      traffic: { bytes: 16e9, limitBytes: 10e9, gb: 6, unitAmount: 10 },
      storage: {
        gbHours: 6_480,
        byteMilliseconds: '23328000000000000001',
        averageBytes: 9_000_000_001,
        limitBytes: 10e9,
        gb: 0,
        unitAmount: 10,
      },
    },
    lines: [
      {
        kind: 'overage',
        month: '2026-11',
        meter: 'traffic',
        projectId: 'prj_vitrine',
        gb: 6,
        unitAmount: 10,
        amount: 60,
        currency: 'EUR',
        days: { '2026-11-03': { bytes: 16e9 } },
      },
    ],
    carriedIn: [{ amount: -20, currency: 'XOF' }],
    due: [{ amount: 60, currency: 'EUR' }],
    carriedOut: [{ amount: -20, currency: 'XOF' }],
  });
});

test('no internal fields are shown: no request, no gauges', () => {
  const view = JSON.stringify(viewPeriod(aPeriod()));
  for (const own of ['requestId', 'gauges', 'corrected', 'terms']) expect(view).not.toContain(own);
});

test('ten GB for a day are 240 GB-hours, and exact to the byte and millisecond', () => {
  const day = 10n * 1_000_000_000n * 86_400_000n;
  expect(viewUsed('storage', day)).toEqual({
    gbHours: 240,
    byteMilliseconds: '864000000000000000',
  });
  expect(viewUsed('storage', day - 1n)).toEqual({
    gbHours: 239.999_999,
    byteMilliseconds: '863999999999999999',
  });
  expect(viewUsed('storage', 1n)).toEqual({ gbHours: 0, byteMilliseconds: '1' });
});

test('the average is above the limit if anything is billed', () => {
  const month = 30n * 86_400_000n;
  const averageOf = (amount: bigint) => {
    const used = [{ meter: 'storage' as const, projectId: 'prj_1', amount: String(amount) }];
    const billed = { used, gb: { traffic: 0, storage: 0 } };
    return viewPeriod(aPeriod({ billed })).meters.storage.averageBytes;
  };
  expect(averageOf(0n)).toBe(0);
  expect(averageOf(10_000_000_000n * month)).toBe(10e9);
  expect(averageOf(10_000_000_000n * month + 1n)).toBe(10e9 + 1);
});

test('a correction names its month, in its own currency; the days are in order', () => {
  const days = { '2026-10-09': '5', '2026-10-02': '86400000' };
  const correction = {
    ...line!,
    ...({ kind: 'correction', meter: 'storage', month: '2026-10' } as const),
    ...{ gb: -2, unitPriceMinor: 65, amount: money(-130, 'XOF'), days },
  };
  const { lines } = viewPeriod(aPeriod({ lines: [correction] }));
  expect(lines).toMatchObject([
    { kind: 'correction', month: '2026-10', gb: -2, amount: -130, currency: 'XOF' },
  ]);
  expect(Object.keys(lines[0]!.days)).toEqual(['2026-10-02', '2026-10-09']);
  expect(lines[0]!.days['2026-10-02']).toEqual({ gbHours: 0, byteMilliseconds: '86400000' });
});

test('if overage is not sold there is no price', () => {
  const { terms } = aPeriod();
  const free = aPeriod({ terms: { ...terms, pricePerGb: {} }, lines: [], due: [] });
  expect(viewPeriod(free).meters.traffic.unitAmount).toBeNull();
});
