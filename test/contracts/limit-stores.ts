import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '#domain/ids';
import type { KnownStanding, StandingStore } from '#domain/limits/standing-store';
import {
  type Crossing,
  crossThreshold,
  type ThresholdStore,
} from '#domain/limits/threshold-crossing';
import { seededBytes } from '#test/clock';
import { aNewId } from '#test/customers';
import type { DomainEvent } from '#vocabulary/events';

const now = new Date('2026-11-21T12:00:00.000Z');

const aCrossing = (changes: Partial<Crossing> = {}): Crossing => ({
  customerId: aNewId('cus'),
  meter: 'traffic',
  month: '2026-11',
  threshold: 80,
  limitBytes: 5e9,
  bytes: 4.1e9,
  ...changes,
});

const anEventOf = ({ customerId, meter, month, threshold }: Crossing): DomainEvent => ({
  id: newId('evt', now, seededBytes(customerId)(10)),
  type: 'usage.threshold_crossed',
  occurredAt: now.toISOString(),
  requestId: 'request-1',
  data: {
    customerId,
    meter,
    month,
    threshold: String(threshold),
    percent: String(threshold),
    bytes: '1',
    limitBytes: '1',
  },
});

/** What every store of crossed thresholds promises. Ids are random, so that a table may be shared. */
export function describeThresholdStore(
  name: string,
  thresholds: () => Promise<ThresholdStore>,
): void {
  describe(`${name} marks thresholds`, () => {
    test('a threshold is marked once, however often and by many at once', async () => {
      const store = await thresholds();
      const crossing = aCrossing();
      expect(await store.isMarked(crossing)).toBe(false);
      expect(await store.mark(crossing, [], anEventOf(crossing))).toBe('marked');
      expect(await store.isMarked(crossing)).toBe(true);
      expect(await store.mark(crossing, [], anEventOf(crossing))).toBe('known');
    });

    test('lower thresholds are marked with it, even if some are marked already', async () => {
      const store = await thresholds();
      const low = aCrossing();
      const high = { ...low, threshold: 100 as const };
      await store.mark(low, [], anEventOf(low));
      expect(await store.mark(high, [80, 95], anEventOf(high))).toBe('marked');
      expect(await store.isMarked({ ...low, threshold: 95 })).toBe(true);
      expect(await store.mark({ ...low, threshold: 95 }, [80], anEventOf(low))).toBe('known');
    });

    test('each month, meter, limit and customer has its own marks', async () => {
      const store = await thresholds();
      const crossing = aCrossing();
      await store.mark(crossing, [], anEventOf(crossing));
      const others: Partial<Crossing>[] = [
        { month: '2026-12' },
        { meter: 'storage' },
        { limitBytes: 10e9 },
        { customerId: aNewId('cus') },
        { threshold: 95 },
      ];
      for (const other of others)
        expect(await store.isMarked({ ...crossing, ...other })).toBe(false);
    });

    test('a hundred that cross at once publish one event', async () => {
      const deps = {
        thresholds: await thresholds(),
        randomBytes: seededBytes(),
        pause: (attempt: number) => sleep(Math.random() * 10 * attempt),
      };
      const { threshold, ...reached } = aCrossing({ bytes: 4.8e9 });
      const told = await Promise.all(
        Array.from({ length: 100 }, () =>
          crossThreshold(deps, reached, { now, requestId: 'request-1' }),
        ),
      );
      expect(told.filter((one) => one !== undefined)).toEqual([{ ...reached, threshold: 95 }]);
    });
  });
}

const aStanding = (changes: Partial<KnownStanding> = {}): KnownStanding => ({
  customerId: aNewId('cus'),
  timeZone: 'Africa/Abidjan',
  month: '2026-11',
  meters: {
    traffic: { allowed: true, level: 'warning', percent: 82 },
    storage: { allowed: true, level: 'ok', percent: null },
  },
  projectsDigest: 'digest',
  readAt: now.toISOString(),
  ...changes,
});

/** What every store of standings promises. */
export function describeStandingStore(name: string, standings: () => Promise<StandingStore>): void {
  describe(`${name} stores standings`, () => {
    test('the standing of each project, and of its customer, is stored', async () => {
      const store = await standings();
      const standing = aStanding();
      const ids = Array.from({ length: 45 }, () => aNewId('prj'));
      expect(await store.find(ids[0]!)).toBeUndefined();
      expect(await store.findOfCustomer(standing.customerId)).toBeUndefined();
      await store.write(standing, ids);
      const { projectsDigest, readAt, ...told } = standing;
      for (const id of ids) expect(await store.find(id)).toMatchObject(told);
      expect(await store.findOfCustomer(standing.customerId)).toEqual(standing);
    });

    test('a later reading replaces it, an earlier one does not', async () => {
      const store = await standings();
      const id = aNewId('prj');
      const first = aStanding();
      const later: typeof first = {
        ...first,
        month: '2026-12',
        readAt: '2026-12-01T00:00:00.000Z',
      };
      await store.write(first, [id]);
      await store.write(later, [id]);
      await store.write(first, [id]);
      expect((await store.find(id))?.month).toBe('2026-12');
      expect(await store.findOfCustomer(first.customerId)).toEqual(later);
    });
  });
}
