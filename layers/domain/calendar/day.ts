import { offsetMaxMs, offsetMs, quarterHourMs } from './zone.ts';

/** A calendar day, `2026-11-27`. Days sort as text. */
export type Day = `${number}-${number}-${number}`;

/** A UTC day, and the unit of durations; a calendar day may be an hour shorter or longer. */
export const dayMs = 86_400_000;

/** The UTC day of an instant. */
export const utcDay = (at: Date | number): Day =>
  new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length) as Day;

/**
 * The calendar day of an instant in a time zone.
 *
 * @param timeZone an IANA name.
 * @example dayAt(new Date('2026-11-26T23:30:00Z'), 'Europe/Paris') // '2026-11-27'
 */
export const dayAt = (at: Date | number, timeZone: string): Day =>
  utcDay(Number(at) + offsetMs(Number(at), timeZone));

/** The end of the UTC day of an instant, in ms since 1970. */
export const endOfUtcDay = (at: Date): number => startOfUtc(utcDay(at)) + dayMs;

/** Counts in days, so that no clock change can shift the result. */
export const addDays = (day: Day, days: number): Day => utcDay(startOfUtc(day) + days * dayMs);

/**
 * The start of a calendar day in a zone, in ms since 1970: the first moment of this day or a later
 * one, so that a day which the zone skipped is empty.
 */
export function startOfDay(day: Day, timeZone: string): number {
  const midnight = startOfUtc(day);
  let [before, after] = [midnight - offsetMaxMs, midnight + offsetMaxMs];
  while (after - before > quarterHourMs) {
    const steps = Math.floor((after - before) / quarterHourMs / 2);
    const middle = before + steps * quarterHourMs;
    const hasBegun = dayAt(middle, timeZone) >= day;
    if (hasBegun) after = middle;
    else before = middle;
  }
  return after;
}

const startOfUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
