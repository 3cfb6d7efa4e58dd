import { calendarDay } from '../calendar.ts';
import { monthOf } from '../usage/counter.ts';

/** The calendar month of an instant in a zone, `YYYY-MM`. */
export const monthAt = (at: Date, timeZone: string): string => monthOf(calendarDay(at, timeZone));

/** The month and those before it, newest first. */
export function monthsUpTo(month: string, count: number): string[] {
  const { year, index } = partsOf(month);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, index - back)).toISOString().slice(0, 'YYYY-MM'.length),
  );
}

export const monthBefore = (month: string): string => monthsUpTo(month, 2)[1]!;

/** The first instants of a month and of the next one, by the clocks of the zone. */
export function spanOf(month: string, timeZone: string): { startsAt: Date; endsAt: Date } {
  const { year, index } = partsOf(month);
  const startOf = (at: number): Date => firstInstant(new Date(Date.UTC(year, at)), timeZone);
  return { startsAt: startOf(index), endsAt: startOf(index + 1) };
}

/**
 * What a sum will be at the month's end if it goes on as it has begun. The sum itself where the month
 * is over or has not begun.
 */
export function projectedBytes(
  bytes: number,
  { month, timeZone, now }: { month: string; timeZone: string; now: Date },
): number {
  const { startsAt, endsAt } = spanOf(month, timeZone);
  const elapsedMs = now.getTime() - startsAt.getTime();
  const lengthMs = endsAt.getTime() - startsAt.getTime();
  if (elapsedMs <= 0 || elapsedMs >= lengthMs) return bytes;
  const projected = (BigInt(bytes) * BigInt(lengthMs)) / BigInt(elapsedMs);
  // In a month's first moments a large sum leads beyond what a double holds exactly.
  return Math.min(Number(projected), Number.MAX_SAFE_INTEGER);
}

function partsOf(month: string): { year: number; index: number } {
  const [year, number] = month.split('-').map(Number);
  return { year: year!, index: number! - 1 };
}

/** Every zone's day begins at a multiple of this in UTC, within a day of midnight there. */
const quarterHourMs = 15 * 60_000;
const quartersOfDay = 24 * 4;

/**
 * The first quarter of an hour that is of the month by the zone's clocks.
 *
 * @param midnight as if those clocks showed UTC.
 */
function firstInstant(midnight: Date, timeZone: string): Date {
  const month = midnight.toISOString().slice(0, 'YYYY-MM'.length);
  const at = (quarters: number) => new Date(midnight.getTime() + quarters * quarterHourMs);
  let [before, within] = [-quartersOfDay, quartersOfDay];
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (monthAt(at(middle), timeZone) < month) before = middle;
    else within = middle;
  }
  return at(within);
}
