import { addMonths, type Month, monthAt } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { PeriodStore } from './period-store.ts';

/** A customer with the months that are to be closed, the oldest first. */
export type DueCustomer = { customer: Customer; months: Month[] };

/**
 * The months of a customer that are over for the grace and not closed, from the one in which it was
 * made to the one in which it was archived. One read for who has none.
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

/** The latest month that has been over for the grace at this moment. */
export const latestClosable = (
  now: Date,
  { timeZone, graceMs }: { timeZone: string; graceMs: number },
): Month => addMonths(monthAt(now.getTime() - graceMs, timeZone), -1);

const earlier = (one: Month, other: Month): Month => (one < other ? one : other);
