import { addDays } from '../calendar.ts';
import type { LocalDays } from '../usage/local-days.ts';

/** Half open, in ms since 1970: what is at `to` belongs to the next one. */
export type Span = { from: number; to: number };

/** The finest step at which any zone's day begins. */
const quarterHourMs = 15 * 60_000;

/** No zone is further than this from UTC. */
const offsetMaxMs = 15 * 3_600_000;

/** `2026-12` and 1 → `2027-01`. */
export function addMonths(month: string, count: number): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 'YYYY-MM'.length);
}

/** Every calendar day of a month, in order. */
export function daysOf(month: string): string[] {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * When a calendar day begins in a zone: the first moment whose day is this one or a later one, so
 * that a day which a zone has left out is empty.
 */
export function startOfDay(day: string, timeZone: string, days: LocalDays): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let [before, after] = [midnight - offsetMaxMs, midnight + offsetMaxMs];
  while (after - before > quarterHourMs) {
    const steps = Math.floor((after - before) / quarterHourMs / 2);
    const middle = before + steps * quarterHourMs;
    const hasBegun = days.of(new Date(middle).toISOString(), timeZone) >= day;
    if (hasBegun) after = middle;
    else before = middle;
  }
  return after;
}

/** A month by the calendar of the zone: 743 hours in Paris in March, 696 in Abidjan in a leap February. */
export const spanOf = (month: string, timeZone: string, days: LocalDays): Span => ({
  from: startOfDay(`${month}-01`, timeZone, days),
  to: startOfDay(`${addMonths(month, 1)}-01`, timeZone, days),
});

/** The latest month that has been over for the grace at this moment. */
export function latestClosable(
  now: Date,
  { timeZone, graceMs, days }: { timeZone: string; graceMs: number; days: LocalDays },
): string {
  const today = days.of(new Date(now.getTime() - graceMs).toISOString(), timeZone);
  return addMonths(today.slice(0, 'YYYY-MM'.length), -1);
}
