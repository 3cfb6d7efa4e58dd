import { dayMs } from '../calendar/day.ts';
import { type Month, monthAt } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { type BusinessStore, BusinessTally } from '../monitoring/business-month.ts';
import type { Crossing } from './threshold-crossing.ts';
import { type WatchDeps, watchCustomer } from './watch-customer.ts';

export type CheckLimitsDeps = WatchDeps & {
  customers: Pick<CustomerStore, 'list'>;
  business: Pick<BusinessStore, 'save'>;
};

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
 * month's. One customer's failure does not stop the others. What is read of all of them on the way
 * is added up: how the business stands this month.
 */
export async function checkLimits(
  deps: CheckLimitsDeps,
  requestId: string,
): Promise<CheckedLimits> {
  const checked: CheckedLimits = { customers: 0, crossings: [], failures: [] };
  const tally = new BusinessTally();
  let cursor: string | undefined;
  do {
    const page = await deps.customers.list({ limit: pageSize, cursor });
    const active = page.customers.filter(({ archivedAt }) => archivedAt === undefined);
    for (let at = 0; at < active.length; at += groupSize)
      await checkGroup(deps, active.slice(at, at + groupSize), { checked, tally, requestId });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const now = deps.now();
  await deps.business.save(tally.counted(monthAt(now, 'UTC'), now.toISOString()));
  return checked;
}

async function checkGroup(
  deps: CheckLimitsDeps,
  group: readonly Customer[],
  {
    checked,
    tally,
    requestId,
  }: { checked: CheckedLimits; tally: BusinessTally; requestId: string },
): Promise<void> {
  await Promise.all(
    group.map(async (customer) => {
      checked.customers += 1;
      tally.add(customer);
      try {
        const months = [yesterdaysMonth(deps.now(), customer)];
        const { crossings, usage } = await watchCustomer(deps, customer, { months, requestId });
        checked.crossings.push(...crossings);
        if (usage) tally.addUsage(usage);
      } catch (error) {
        checked.failures.push({ customerId: customer.id, error });
      }
    }),
  );
}

const yesterdaysMonth = (now: Date, { timeZone }: Customer): Month =>
  monthAt(now.getTime() - dayMs, timeZone);
