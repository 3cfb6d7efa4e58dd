import type { Customer } from '../customers/customer.ts';
import type { LocalDays } from '../usage/local-days.ts';
import { addMonths, latestClosable } from './month.ts';
import type { PeriodStore } from './period-store.ts';

/** A customer with the months that are to be closed, the oldest first. */
export type DueCustomer = { customer: Customer; months: string[] };

/**
 * The months of a customer that are over for the grace and not closed, from the one in which it was
 * made to the one in which it was archived. One read for who has none.
 */
export async function dueMonths(
  periods: Pick<PeriodStore, 'find'>,
  customer: Customer,
  { now, graceMs, days }: { now: Date; graceMs: number; days: LocalDays },
): Promise<DueCustomer> {
  const { id, timeZone, createdAt, archivedAt } = customer;
  const monthOfTime = (time: string) => days.of(time, timeZone).slice(0, 'YYYY-MM'.length);
  const first = monthOfTime(createdAt);
  const closable = latestClosable(now, { timeZone, graceMs, days });
  const last = archivedAt === undefined ? closable : earlier(closable, monthOfTime(archivedAt));
  const months: string[] = [];
  for (let month = last; month >= first; month = addMonths(month, -1)) {
    if (await periods.find(id, month)) break;
    months.unshift(month);
  }
  return { customer, months };
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
