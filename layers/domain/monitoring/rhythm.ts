import type { BusinessHours } from '#vocabulary/alerts';
import { dayMs } from '../calendar/day.ts';
import { offsetMs } from '../calendar/zone.ts';
import { type Hour, hourMs } from './counters.ts';
import { paymentsIn } from './windows.ts';

const weeks = [1, 2, 3, 4] as const;

/** An instant as many weeks earlier, by the clock on the wall: a clock change moves no rhythm. */
function weeksBefore(at: number, count: number, timeZone: string): number {
  const earlier = at - count * 7 * dayMs;
  return earlier + offsetMs(at, timeZone) - offsetMs(earlier, timeZone);
}

/**
 * How many payments the shop's own rhythm promises from `from` to `to`: those of the same hours of
 * the week in four weeks, without the best one of them, so that one sale raises no expectation. A
 * shop without history promises nothing.
 *
 * @param hours those in which something happened; the last ones may be lacking.
 * @param timeZone IANA name, in which the shop's weeks are.
 */
export function expectedPayments(
  hours: readonly Pick<Hour, 'at' | 'series'>[],
  { from, to, timeZone }: { from: number; to: number; timeZone: string },
): number {
  const completed = new Map(
    hours.map((hour) => [Math.floor(Date.parse(hour.at) / hourMs), paymentsIn([hour]).completed]),
  );
  const sums = weeks.map((week) => {
    let sum = 0;
    for (let at = from, next = from; at < to; at = next) {
      next = Math.min(to, (Math.floor(at / hourMs) + 1) * hourMs);
      const then = Math.floor(weeksBefore(at, week, timeZone) / hourMs);
      sum += ((completed.get(then) ?? 0) * (next - at)) / hourMs;
    }
    return sum;
  });
  const [, ...others] = sums.sort((one, other) => other - one);
  return others.reduce((total, sum) => total + sum, 0) / others.length;
}

/** Whether the shop expects payments now, by the clock on its wall. */
export function isOpenAt(at: Date, { days, from, to }: BusinessHours, timeZone: string): boolean {
  const wall = new Date(at.getTime() + offsetMs(at.getTime(), timeZone));
  const weekday = wall.getUTCDay() === 0 ? 7 : wall.getUTCDay();
  const time = wall.toISOString().slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length);
  return days.includes(weekday) && from <= time && time < to;
}
