import type { Period } from '#domain/billing-periods/period';
import type { PeriodStore } from '#domain/billing-periods/period-store';
import { newId } from '#domain/ids';
import { money } from '#domain/money';
import { aBilledPeriod } from '#test/billed-periods';
import { seededBytes } from '#test/clock';
import { aNewId } from '#test/customers';
import type { DomainEvent, Fact } from '#vocabulary/events';

const closedAt = '2026-12-02T02:00:00.000Z';

/** November of a customer that nobody else's test knows, with all that a period may hold. */
export const aPeriod = (changes: Partial<Period> = {}): Period =>
  aBilledPeriod({
    customerId: aNewId('cus'),
    billed: {
      used: [
        { meter: 'traffic', projectId: 'prj_vitrine', amount: '16000000000' },
        // More than a double holds.
        { meter: 'storage', projectId: 'prj_vitrine', amount: '23328000000000000001' },
      ],
      gb: { traffic: 6, storage: 0 },
    },
    gauges: { prj_vitrine: { measuredAt: '2026-11-30T04:00:00.000Z', bytes: 2 ** 53 - 1 } },
    corrected: { '2026-10': { used: [], gb: { traffic: 0, storage: 0 } } },
    carriedIn: [money(-20, 'XOF')],
    carriedOut: [money(-20, 'XOF')],
    ...changes,
  });

const anEvent = (seed: string, changes: Partial<Fact<'usage.month_closed'>> = {}): DomainEvent => ({
  id: newId('evt', new Date(closedAt), seededBytes(seed)(10)),
  type: 'usage.month_closed',
  occurredAt: closedAt,
  requestId: 'request-1',
  data: { customerId: seed, month: '2026-11', recount: 'confirmed', isDue: 'false' },
  ...changes,
});

export type PeriodWorld = {
  periods: PeriodStore;
  /** Past the port, what was told to those who listen. */
  findEvent: (id: string) => Promise<DomainEvent | undefined>;
};

/** What every store of closed months promises. Ids are random, so that a table may be shared. */
export function describePeriodStore(name: string, makeWorld: () => Promise<PeriodWorld>): void {
  describe(`${name} stores closed months`, () => {
    test('a month is read as it was closed, and its event is published', async () => {
      const { periods, findEvent } = await makeWorld();
      const period = aPeriod();
      const event = anEvent(period.customerId);
      expect(await periods.find(period.customerId, '2026-11')).toBeUndefined();
      expect(await periods.close(period, event)).toBe('closed');
      expect(await periods.find(period.customerId, '2026-11')).toEqual(period);
      expect(await findEvent(event.id)).toEqual(event);
    });

    test('each customer and each month is separate', async () => {
      const { periods } = await makeWorld();
      const november = aPeriod();
      const december: Period = { ...november, month: '2026-12', lines: [], due: [] };
      await periods.close(december, anEvent(`${november.customerId} 2026-12`));
      expect(await periods.find(november.customerId, '2026-11')).toBeUndefined();
      await periods.close(november, anEvent(november.customerId));
      expect(await periods.find(november.customerId, '2026-12')).toEqual(december);
      expect(await periods.find(aNewId('cus'), '2026-11')).toBeUndefined();
    });

    test('a month is closed once: a second attempt changes and publishes nothing', async () => {
      const { periods, findEvent } = await makeWorld();
      const first = aPeriod();
      const second = { ...first, due: [money(90, 'EUR')], requestId: 'request-2' };
      await periods.close(first, anEvent(first.customerId));
      const event = anEvent(`${first.customerId} again`);
      expect(await periods.close(second, event)).toBe('taken');
      expect(await periods.find(first.customerId, '2026-11')).toEqual(first);
      expect(await findEvent(event.id)).toBeUndefined();
    });

    test('of twenty that close one month at once, one succeeds', async () => {
      const { periods } = await makeWorld();
      const { customerId } = aPeriod();
      const tries = Array.from({ length: 20 }, (_, index) =>
        aPeriod({ customerId, requestId: `request-${index}` }),
      );
      const outcomes = await Promise.all(
        tries.map((period) => periods.close(period, anEvent(period.requestId + customerId))),
      );
      expect(outcomes.filter((outcome) => outcome === 'closed')).toHaveLength(1);
      const winner = tries[outcomes.indexOf('closed')];
      expect(await periods.find(customerId, '2026-11')).toEqual(winner);
    });

    test('a month of a thousand projects is stored, line by line and day by day', async () => {
      const { periods } = await makeWorld();
      const [line] = aPeriod().lines;
      const days = Object.fromEntries(
        Array.from({ length: 30 }, (_, index) => [`2026-11-${index + 10}`, `${12e9 + index}`]),
      );
      const lines = Array.from({ length: 1_000 }, () => ({
        ...line!,
        ...{ projectId: aNewId('prj'), days },
      }));
      const large = aPeriod({ lines });
      expect(await periods.close(large, anEvent(large.customerId))).toBe('closed');
      expect(await periods.find(large.customerId, '2026-11')).toEqual(large);
    });

    test('a month of a plan without overage is stored, without a price', async () => {
      const { periods } = await makeWorld();
      const { terms } = aPeriod();
      const free = aPeriod({ terms: { ...terms, planId: 'free', pricePerGb: {} }, lines: [] });
      await periods.close(free, anEvent(free.customerId));
      expect(await periods.find(free.customerId, '2026-11')).toEqual(free);
    });
  });

  describe(`${name} publishes events`, () => {
    test('an event is published once, however often it is reported', async () => {
      const { periods, findEvent } = await makeWorld();
      const event = anEvent(aNewId('cus'));
      await periods.tell(event);
      await periods.tell({ ...event, requestId: 'request-2' });
      expect(await findEvent(event.id)).toEqual(event);
    });
  });
}
