import { addDays, type Day } from '../calendar/day.ts';
import { addMonths, firstDayOf, type Month } from '../calendar/month.ts';

/** First and last day of a fiscal year. */
export type FiscalYear = { from: Day; to: Day };

/**
 * The fiscal year that starts in this calendar year.
 *
 * @param firstMonth 1 for January.
 * @example fiscalYear(2026, 7) // { from: '2026-07-01', to: '2027-06-30' }
 */
export function fiscalYear(year: number, firstMonth: number): FiscalYear {
  const first = `${year}-${String(firstMonth).padStart(2, '0')}` as Month;
  return { from: firstDayOf(first), to: addDays(firstDayOf(addMonths(first, 12)), -1) };
}
