import { addMonths, type Month, monthAt } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { PeriodStore } from './period-store.ts';

/** A customer with the months to close, oldest first. */
export type DueCustomer = { customer: Customer; months: Month[] };

/**
 * Returns a customer's open months whose grace is over, between its creation and its archiving.
 * Costs one read when there are none.
 */
export async function dueMonths(
  periods: Pick<PeriodStore, 'find'>,
  customer: Customer,
  { now, graceMs }: { now: Date; graceMs: number },
): Promise<DueCustomer> {
  const { id, timeZone, createdAt, archivedAt } = customer;
  const monthOfTime = (time: string) => monthAt(Date.parse(time), timeZone);
  const first = monthOfTime(createdAt);
  const closable = latestClosable(now, { timeZone, graceMs });
  const last = archivedAt === undefined ? closable : earlier(closable, monthOfTime(archivedAt));
  const months: Month[] = [];
  for (let month = last; month >= first; month = addMonths(month, -1)) {
    if (await periods.find(id, month)) break;
    months.unshift(month);
  }
  return { customer, months };
}

/** The latest month whose grace is over at this moment. */
export const latestClosable = (
  now: Date,
  { timeZone, graceMs }: { timeZone: string; graceMs: number },
): Month => addMonths(monthAt(now.getTime() - graceMs, timeZone), -1);

const earlier = (a: Month, b: Month): Month => (a < b ? a : b);
