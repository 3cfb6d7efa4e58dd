import { type Month, monthAt } from '../calendar/month.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { Allowance } from './allowance.ts';
import { type Level, levelOf, percentOf } from './level.ts';

/** A customer's usage level on a meter, and whether its projects may continue. */
export type MeterStanding = {
  allowed: boolean;
  level: Level;
  /** Whole percent, rounded down; null when there is no limit. */
  percent: number | null;
};

/** A customer's standing in a month, the same for each of its projects, which share its limits. */
export type Standing = {
  customerId: string;
  /** IANA zone of its months. */
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

/** Traffic restarts with each month; stored bytes remain. */
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
