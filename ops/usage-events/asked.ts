import type { Month } from '#domain/calendar/month';
import { type Given, textFlag } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import type { Meter } from './explain-usage.ts';

/** Narrows the result; an undefined field matches everything. */
export type Wanted = { meter?: Meter; projectId?: string; day?: string };

export type Asked = {
  customerId: string;
  month: Month;
  /** ISO 8601 UTC. */
  receivedBefore: string;
  wanted: Wanted;
};

/** @throws UsageError when customer or month is missing, or a value cannot be valid. */
export function askedIn(given: Given, now: Date): Asked {
  const customerId = matching(given, 'customer', /^cus_\w{1,64}$/, 'cus_…');
  const month = matching(given, 'month', /^20\d{2}-(0[1-9]|1[0-2])$/, 'a month, 2026-11');
  if (customerId === undefined || month === undefined)
    throw new UsageError('--customer and --month are required');
  const day = matching(given, 'day', /^\d{4}-\d{2}-\d{2}$/, 'a day, 2026-11-03');
  if (day !== undefined && !day.startsWith(month))
    throw new UsageError(`--day ${day} is not in ${month}`);
  return {
    customerId,
    month: month as Month,
    receivedBefore: untilIn(given, now),
    wanted: {
      day,
      meter: matching(given, 'meter', /^(traffic|storage)$/, 'traffic or storage') as Meter,
      projectId: matching(given, 'project', /^prj_\w{1,64}$/, 'prj_…'),
    },
  };
}

function matching(given: Given, flag: string, form: RegExp, says: string): string | undefined {
  const text = textFlag(given, flag);
  if (text !== undefined && !form.test(text)) throw new UsageError(`--${flag} is ${says}`);
  return text;
}

function untilIn(given: Given, now: Date): string {
  const text = textFlag(given, 'until');
  const time = text === undefined ? now : new Date(text);
  if (Number.isNaN(time.getTime())) throw new UsageError('--until is a time, 2026-12-02T02:00:00Z');
  return time.toISOString();
}
