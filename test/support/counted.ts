import type { CountedSlot } from '#domain/monitoring/counted-slot';
import { emptySlot, markOf } from '#domain/monitoring/counted-slot';
import { noCounts } from '#domain/monitoring/counters';
import type { Fact } from '#domain/monitoring/fact';

/** A card payment of 468.00 € was completed; name what the test cares about. */
export const aFact = (changes: Partial<Fact> = {}): Fact => ({
  name: 'pay_1/completed',
  paymentId: 'pay_1',
  at: '2026-11-21T10:02:00.000Z',
  series: { key: 'stripe#card#EUR', counts: { completed: 1, volumeMinor: 46_800 } },
  isOlder: false,
  ...changes,
});

/** A slot in which something happened. */
export const aSlot = (changes: Partial<CountedSlot> = {}): CountedSlot => ({
  ...emptySlot('2026-11-21T10:00:00.000Z'),
  series: { 'stripe#card#EUR': { ...noCounts, completed: 1, volumeMinor: 46_800 } },
  latencies: { 'settling#stripe': { buckets: { '-20': 1 }, sumMs: 301 } },
  uninvoiced: { pay_1: '2026-11-21T10:02:00.000Z' },
  seen: new Set([markOf('pay_1/completed')]),
  older: ['pay_1'],
  countedAt: '2026-11-21T10:02:10.000Z',
  version: 1,
  ...changes,
});
