import { dayMs } from '../calendar/day.ts';
import { type Month, monthAt } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { Crossing } from './threshold-crossing.ts';
import { type WatchDeps, watchCustomer } from './watch-customer.ts';

export type CheckLimitsDeps = WatchDeps & { customers: Pick<CustomerStore, 'list'> };

export type CheckedLimits = {
  customers: number;
  crossings: Crossing[];
  failures: { customerId: string; error: unknown }[];
};

const pageSize = 100;

/** Customers checked in parallel. */
const groupSize = 10;

/**
 * Compares every active customer's usage with its plan; on the first of a month also the previous
 * month's. One customer's failure does not stop the others.
 */
export async function checkLimits(
  deps: CheckLimitsDeps,
  requestId: string,
): Promise<CheckedLimits> {
  const checked: CheckedLimits = { customers: 0, crossings: [], failures: [] };
  let cursor: string | undefined;
  do {
    const page = await deps.customers.list({ limit: pageSize, cursor });
    const active = page.customers.filter(({ archivedAt }) => archivedAt === undefined);
    for (let at = 0; at < active.length; at += groupSize)
      await checkGroup(deps, active.slice(at, at + groupSize), { checked, requestId });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return checked;
}

async function checkGroup(
  deps: CheckLimitsDeps,
  group: readonly Customer[],
  { checked, requestId }: { checked: CheckedLimits; requestId: string },
): Promise<void> {
  await Promise.all(
    group.map(async (customer) => {
      checked.customers += 1;
      try {
        const months = [yesterdaysMonth(deps.now(), customer)];
        checked.crossings.push(...(await watchCustomer(deps, customer, { months, requestId })));
      } catch (error) {
        checked.failures.push({ customerId: customer.id, error });
      }
    }),
  );
}

const yesterdaysMonth = (now: Date, { timeZone }: Customer): Month =>
  monthAt(now.getTime() - dayMs, timeZone);
