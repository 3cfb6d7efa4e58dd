import { randomUUID } from 'node:crypto';
import { additionsMax, type Bucket, withEntries } from '#domain/usage/bucket';
import { countEvents } from '#domain/usage/count-events';
import {
  type Counter,
  type CounterChange,
  type CounterKey,
  counterId,
} from '#domain/usage/counter';
import { entryOf } from '#domain/usage/entry';
import type { UsageStore } from '#domain/usage/usage-store';
import { aRawEvent } from '#test/usage-events';

export type UsageWorld = {
  store: UsageStore;
  /** Past the port, what a counter says. */
  findCounter: (key: CounterKey) => Promise<Pick<Counter, 'events' | 'bytes'> | undefined>;
};

/** What every store of usage promises. Ids are random, so that a table may be shared. */
export function describeUsageStore(name: string, makeWorld: () => Promise<UsageWorld>): void {
  async function setup() {
    const projectId = `prj_${randomUUID().replaceAll('-', '')}`;
    const day = '2026-11-21';
    const key = { customerId: `cus_${projectId}`, meter: 'traffic', projectId, day } as const;
    const gaugeKey = { ...key, meter: 'storage' } as const;
    const events = (count: number, from = 0) =>
      Array.from({ length: count }, (_, index) =>
        aRawEvent({ ...key, id: `event-${from + index}`, bytes: 10 }),
      );
    const bucket = (count: number, before?: Bucket) =>
      withEntries(before, `${projectId}#traffic#2026-11-21T00:00:00/86400`, {
        entries: events(count, 1_000_000 + (before?.version ?? 0)).map(entryOf),
        bytes: count * 10,
      });
    const sum = (bytes: number): CounterChange => ({ ...key, kind: 'sum', events: 1, bytes });
    const gauge = (measuredAt: string, bytes: number): CounterChange => ({
      ...gaugeKey,
      kind: 'gauge',
      events: 1,
      sample: { measuredAt, bytes },
    });
    return { ...(await makeWorld()), key, gaugeKey, events, bucket, sum, gauge };
  }

  describe(`${name} stores usage`, () => {
    test('a bucket is read as it was written, and missing ones are left out', async () => {
      const { store, bucket, sum } = await setup();
      const first = bucket(3);
      expect(await store.write({ buckets: [first], counters: [sum(30)] })).toBe('written');
      const found = await store.readBuckets([first.key, `${first.key}/none`], 'strong');
      expect([...found.keys()]).toEqual([first.key]);
      const { entries, ...rest } = found.get(first.key)!;
      expect(Buffer.from(entries)).toEqual(Buffer.from(first.entries));
      expect(rest).toEqual({ key: first.key, bytes: 30, version: 1, isSealed: false });
    });

    test('of two that write the same version, one loses, with its counters', async () => {
      const { store, bucket, sum, key, findCounter } = await setup();
      const writes = [1, 2].map((count) =>
        store.write({ buckets: [bucket(count)], counters: [sum(count * 10)] }),
      );
      const outcomes = await Promise.all(writes);
      expect(outcomes.toSorted()).toEqual(['lost', 'written']);
      const winner = outcomes.indexOf('written') + 1;
      expect(await findCounter(key)).toMatchObject({ events: 1, bytes: winner * 10 });
    });

    test('an outdated bucket is not written', async () => {
      const { store, bucket, sum } = await setup();
      const first = bucket(1);
      const second = bucket(1, first);
      expect(await store.write({ buckets: [second], counters: [sum(10)] })).toBe('lost');
      await store.write({ buckets: [first], counters: [sum(10)] });
      expect(await store.write({ buckets: [second], counters: [sum(10)] })).toBe('written');
      expect(await store.write({ buckets: [second], counters: [sum(10)] })).toBe('lost');
    });

    test('a sealed bucket never changes again', async () => {
      const { store, bucket, sum } = await setup();
      const sealed = bucket(additionsMax);
      await store.write({ buckets: [sealed], counters: [sum(10)] });
      expect((await store.readBuckets([sealed.key], 'strong')).get(sealed.key)?.isSealed).toBe(
        true,
      );
      const more = bucket(1, sealed);
      expect(await store.write({ buckets: [more], counters: [sum(10)] })).toBe('lost');
    });

    test('counters add up', async () => {
      const { store, sum, key, findCounter } = await setup();
      for (const bytes of [1, 20, 300]) await store.write({ buckets: [], counters: [sum(bytes)] });
      expect(await findCounter(key)).toMatchObject({ events: 3, bytes: 321 });
    });

    test('a sample is only replaced by a newer one, or by a larger one of the same moment', async () => {
      const { store, gauge, gaugeKey } = await setup();
      const [four, six] = ['2026-11-21T04:00:00.000Z', '2026-11-21T06:00:00.000Z'] as const;
      const write = (at: string, bytes: number) =>
        store.write({ buckets: [], counters: [gauge(at, bytes)] });
      expect(await write(four, 5)).toBe('written');
      expect(await write(six, 3)).toBe('written');
      expect(await write(four, 9)).toBe('lost');
      expect(await write(six, 2)).toBe('lost');
      expect(await write(six, 4)).toBe('written');
      const samples = await store.readSamples([gaugeKey, { ...gaugeKey, day: '2026-11-22' }]);
      expect([...samples]).toEqual([[counterId(gaugeKey), { measuredAt: six, bytes: 4 }]]);
    });

    test('an older sample is counted as an event and changes nothing else', async () => {
      const { store, gauge, gaugeKey, findCounter } = await setup();
      await store.write({ buckets: [], counters: [gauge('2026-11-21T04:00:00.000Z', 5)] });
      const older: CounterChange = { ...gaugeKey, kind: 'gauge', events: 1 };
      await store.write({ buckets: [], counters: [older] });
      expect(await findCounter(gaugeKey)).toMatchObject({ events: 2, bytes: 5 });
    });

    test('three that count the same thousand events at once count each event once', async () => {
      const { store, events, key, findCounter } = await setup();
      const all = events(1_000);
      const parts = [all, all.toReversed(), [...all.slice(500), ...all.slice(0, 600)]];
      const pause = (attempt: number) =>
        new Promise<void>((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      const tallies = await Promise.all(
        parts.map(async (part) => {
          for (let from = 0; from < part.length; from += 250)
            await countEvents({ usage: store, pause }, part.slice(from, from + 250));
        }),
      );
      expect(tallies).toHaveLength(3);
      expect(await findCounter(key)).toMatchObject({ events: 1_000, bytes: 10_000 });
    });
  });
}
