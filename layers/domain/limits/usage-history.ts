import { type Month, monthAt, monthsUpTo } from '../calendar/month.ts';
import type { Clock } from '../clock.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { NotFoundError } from '../errors.ts';
import type { Meter } from '../usage/usage-event.ts';
import { type CounterReader, readCountedMonth, totalOf } from './counted-month.ts';

export type HistoryDeps = {
  customers: Pick<CustomerStore, 'find'>;
  counters: CounterReader;
  now: Clock;
};

/** A month's bytes on each meter; for storage the last known amount. */
export type MonthTotals = { month: Month; bytes: Record<Meter, number> };

const monthsShown = 12;

/**
 * The current month and the eleven before it in the customer's zone, newest first.
 *
 * @throws NotFoundError when there is no such customer.
 */
export async function usageHistory(
  { customers, counters, now }: HistoryDeps,
  customerId: string,
): Promise<MonthTotals[]> {
  const customer = await customers.find(customerId);
  if (!customer) throw new NotFoundError('customer');
  const months = monthsUpTo(monthAt(now(), customer.timeZone), monthsShown);
  return Promise.all(
    months.map(async (month) => {
      const { traffic, storage } = await readCountedMonth(counters, { customerId, month });
      return { month, bytes: { traffic: totalOf(traffic), storage: totalOf(storage) } };
    }),
  );
}
