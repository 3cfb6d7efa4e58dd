import {
  type Counts,
  type LatencyKey,
  noCounts,
  type SeriesKey,
  type Slot,
  slotMs,
} from '#domain/monitoring/counters';
import { emptyHistogram, withDuration } from '#domain/monitoring/histogram';
import type { Finding } from '#domain/monitoring/rule';
import { rules } from '#domain/monitoring/rules/index';
import type { CountedTrouble } from '#domain/monitoring/trouble';
import type { Watched } from '#domain/monitoring/watched';
import { noSwitches } from '#domain/switches/switches';
import { type AlertThresholds, defaultThresholds, type RuleName } from '#vocabulary/alerts';

/** A Saturday, in the opening hours. */
export const evaluatedAt = new Date('2026-11-28T10:00:00.000Z');

const beforeThen = (minutes: number): string =>
  new Date(evaluatedAt.getTime() - minutes * 60_000).toISOString();

type SlotParts = {
  counts?: Partial<Counts>;
  key?: SeriesKey;
  durations?: Partial<Record<LatencyKey, number[]>>;
  uninvoiced?: Slot['uninvoiced'];
};

/** A slot that began so many minutes before. */
export function aSlot(minutes: number, parts: SlotParts = {}): Slot {
  const { counts, key = 'stripe#card#EUR', durations = {}, uninvoiced = {} } = parts;
  const latencies = Object.entries(durations).map(([name, times]) => [
    name,
    times.reduce(withDuration, emptyHistogram),
  ]);
  const at = beforeThen(minutes);
  return {
    at,
    series: counts ? { [key]: { ...noCounts, ...counts } } : {},
    latencies: Object.fromEntries(latencies),
    uninvoiced,
    countedAt: at,
  };
}

/** Failures of one kind in the slot that began so many minutes before. */
export const aTrouble = (
  minutes: number,
  changes: Partial<CountedTrouble> = {},
): CountedTrouble => ({
  slot: beforeThen(minutes),
  kind: 'provider_error',
  dimension: 'stripe',
  count: 1,
  lastAt: beforeThen(minutes - 1),
  examples: ['pay_1'],
  ...changes,
});

/** Watched in the opening hours of a shop in which nothing has happened. */
export const aWatched = (changes: Partial<Watched> = {}): Watched => ({
  now: evaluatedAt,
  timeZone: 'Europe/Paris',
  businessHours: { days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '20:00' },
  switches: noSwitches,
  sites: [],
  slots: [],
  hours: [],
  troubles: [],
  ...changes,
});

/** What a rule says. */
export const judgedBy = (
  name: RuleName,
  watched: Partial<Watched>,
  thresholds: Partial<AlertThresholds> = {},
): Finding[] =>
  rules
    .find((rule) => rule.name === name)!
    .evaluate(aWatched(watched), { ...defaultThresholds, ...thresholds });

/** So many whole hours of payments, as often as they say, until an instant. */
export const hoursUntil = (
  until: string,
  { hours, completed }: { hours: number; completed: (at: Date) => number },
) =>
  Array.from({ length: hours }, (_, index) => {
    const at = new Date(Date.parse(until) - (hours - index) * 12 * slotMs);
    const counts = { ...noCounts, completed: completed(at) };
    return { at: at.toISOString(), series: { 'stripe#card#EUR': counts }, latencies: {} };
  });
