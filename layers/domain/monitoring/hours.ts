import { type Hour, hourMs, type Slot, startOf, sumOf } from './counters.ts';

/** The hours of slots, in order of time; those without any are left out. */
export const hoursOf = (slots: readonly Slot[]): Hour[] =>
  [...Map.groupBy(slots, ({ at }) => startOf(hourMs, at))]
    .map(([at, ofHour]) => ({ at, ...sumOf(ofHour) }))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
