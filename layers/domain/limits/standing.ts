import { type Month, monthAt } from '../calendar/month.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { Allowance } from './allowance.ts';
import { type Level, levelOf, percentOf } from './level.ts';

/** How a customer stands on a meter, and whether its projects may go on. */
export type MeterStanding = {
  allowed: boolean;
  level: Level;
  /** Whole percents, rounded down; null where there is no limit. */
  percent: number | null;
};

/** How a customer stands in a month: the same for each of its projects, which share its limits. */
export type Standing = {
  customerId: string;
  /** IANA zone by which its months change. */
  timeZone: string;
  month: Month;
  meters: Record<Meter, MeterStanding>;
};

export const unused: MeterStanding = { allowed: true, level: 'ok', percent: 0 };

export function meterStanding(
  bytes: number,
  { limitBytes, isOverageSold }: Allowance,
): MeterStanding {
  const level = levelOf(bytes, limitBytes);
  const percent = percentOf(bytes, limitBytes);
  return {
    allowed: level !== 'exceeded' || isOverageSold,
    level,
    percent: percent === null ? null : Math.floor(percent),
  };
}

/** Traffic starts anew with the month; what is stored stays stored. */
export function standingNow(
  { month, timeZone, meters }: Standing,
  meter: Meter,
  now: Date,
): MeterStanding {
  switch (meter) {
    case 'traffic':
      return month < monthAt(now, timeZone) ? unused : meters.traffic;
    case 'storage':
      return meters.storage;
  }
}
