import { type CountedSlot, emptySlot } from '#domain/monitoring/counted-slot';
import {
  type Counters,
  type CountName,
  type Counts,
  type Hour,
  noCounts,
  type SeriesKey,
} from '#domain/monitoring/counters';
import type { Histogram } from '#domain/monitoring/histogram';
import { binary, count, instant, listOf, mapOf, mapWith, optional, text } from './fields.ts';
import type { Key } from './keys.ts';
import { startOfHour, startOfSlot } from './monitoring-keys.ts';
import { keyOf, stored } from './stored.ts';
import type { Item } from './table.ts';

/** Of each series only what is not zero. */
type CountersRow = {
  series: Record<string, Partial<Record<CountName, number>>>;
  latencies: Record<string, Histogram>;
};

const counters = {
  series: mapOf(mapOf(count)),
  latencies: mapOf(mapWith<Histogram>({ buckets: mapOf(count), sumMs: count })),
};

type SlotRow = CountersRow & {
  uninvoiced?: Record<string, string>;
  older?: string[];
  /** Eight bytes for each fact. */
  seen: Uint8Array;
  countedAt: string;
  version: number;
};

const readSlot = stored<SlotRow>({
  ...counters,
  uninvoiced: optional(mapOf(instant)),
  older: optional(listOf(text)),
  seen: binary,
  countedAt: instant,
  version: count,
});

const readSum = stored<CountersRow & { countedAt?: string }>({
  ...counters,
  countedAt: optional(instant),
});

const markBytes = 8;

/** @throws CorruptRowError for an invalid row. */
export function slotFrom(item: Item): CountedSlot {
  const { uninvoiced = {}, older = [], seen, countedAt, version, ...row } = readSlot(item);
  const marks = Buffer.from(seen);
  return {
    ...emptySlot(startOfSlot(keyOf(item))),
    ...countersFrom(row),
    uninvoiced,
    older,
    seen: new Set(
      Array.from({ length: marks.byteLength / markBytes }, (_, place) =>
        marks.subarray(place * markBytes, (place + 1) * markBytes).toString('base64url'),
      ),
    ),
    countedAt,
    version,
  };
}

export const itemOfSlot = (slot: CountedSlot): Item => ({
  ...itemOfCounters(slot),
  ...(Object.keys(slot.uninvoiced).length > 0 && { uninvoiced: slot.uninvoiced }),
  ...(slot.older.length > 0 && { older: slot.older }),
  seen: Buffer.concat([...slot.seen].map((mark) => Buffer.from(mark, 'base64url'))),
  countedAt: slot.countedAt,
  version: slot.version,
});

export const hourFrom = (item: Item): Hour => ({
  at: startOfHour(keyOf(item)),
  ...countersFrom(readSum(item)),
});

/** The sum of everything before a day. */
export const sumFrom = (item: Item): Counters & { countedAt?: string } => {
  const { countedAt, ...row } = readSum(item);
  return { ...countersFrom(row), countedAt };
};

export const itemOfCounters = ({ series, latencies }: Counters): Item => ({
  series: Object.fromEntries(
    Object.entries(series).map(([key, counts]) => [key, withoutZeros(counts)]),
  ),
  latencies,
});

const withoutZeros = (counts: Counts): Partial<Counts> =>
  Object.fromEntries(Object.entries(counts).filter(([, number]) => number !== 0));

const countersFrom = ({ series, latencies }: CountersRow): Counters => ({
  series: Object.fromEntries(
    Object.entries(series).map(([key, counts]) => [key as SeriesKey, { ...noCounts, ...counts }]),
  ),
  latencies,
});

export const isSlot = (item: Item): boolean => /^\d\d:\d\d$/.test((keyOf(item) as Key).sk);
