import { addDays, type Day, dayAt, startOfDay } from './day.ts';
import { offsetMs } from './zone.ts';

/** A calendar month, `2026-11`. Months sort as text. */
export type Month = `${number}-${number}`;

/** Half open, in ms since 1970: `to` belongs to the next span. */
export type Span = { from: number; to: number };

export const monthOf = (day: Day): Month => day.slice(0, 'YYYY-MM'.length) as Month;

/** The calendar month of an instant in a zone. */
export const monthAt = (at: Date | number, timeZone: string): Month => monthOf(dayAt(at, timeZone));

/** `2026-12` and 1 → `2027-01`. */
export function addMonths(month: Month, count: number): Month {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 'YYYY-MM'.length) as Month;
}

/** The month and those before it, newest first. */
export const monthsUpTo = (month: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, back) => addMonths(month, -back));

export const firstDayOf = (month: Month): Day => `${month}-01` as Day;

/** Every calendar day of a month, in order. */
export function daysOf(month: Month): Day[] {
  const days: Day[] = [];
  for (let day = firstDayOf(month); monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** A month in the zone's calendar: 743 hours in Paris in March, 696 in Abidjan in February 2028. */
export const spanOf = (month: Month, timeZone: string): Span => ({
  from: startOfDay(firstDayOf(month), timeZone),
  to: startOfDay(firstDayOf(addMonths(month, 1)), timeZone),
});

/**
 * Returns the same day and time of day a number of months later in the zone's calendar, or the
 * month's last day when it has no such day. Count from the start each time, so that 31 January is
 * followed by 28 February and then by 31 March.
 *
 * @param timeZone an IANA name.
 */
export function monthsAfter(start: Date, months: number, timeZone: string): Date {
  const offset = offsetMs(start.getTime(), timeZone);
  const local = new Date(start.getTime() + offset);
  const later = new Date(local);
  later.setUTCDate(1);
  later.setUTCMonth(local.getUTCMonth() + months);
  later.setUTCDate(Math.min(local.getUTCDate(), daysIn(later)));
  // Across a clock change the offset there differs from the offset here.
  return new Date(later.getTime() - offsetMs(later.getTime() - offset, timeZone));
}

const daysIn = (month: Date): number =>
  new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
