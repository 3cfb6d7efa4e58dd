import type { Month } from '../calendar/month.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import type { Crossing } from './threshold-crossing.ts';
import { type WatchDeps, watchCustomer } from './watch-customer.ts';

export type WatchLimitsDeps = WatchDeps & { customers: Pick<CustomerStore, 'find'> };

/** A customer that has changed, or that had usage counted in these months. */
export type Watched = { customerId: string; months: readonly Month[] };

export type WatchedLimits = {
  crossings: Crossing[];
  failures: { customerId: string; error: unknown }[];
};

/**
 * Compares these customers' usage with their plans, one by one. One customer's failure does not
 * stop the others; a deleted customer is skipped.
 */
export async function watchLimits(
  deps: WatchLimitsDeps,
  watched: readonly Watched[],
  requestId: string,
): Promise<WatchedLimits> {
  const outcome: WatchedLimits = { crossings: [], failures: [] };
  for (const { customerId, months } of watched)
    try {
      const customer = await deps.customers.find(customerId);
      if (customer)
        outcome.crossings.push(
          ...(await watchCustomer(deps, customer, { months, requestId })).crossings,
        );
    } catch (error) {
      outcome.failures.push({ customerId, error });
    }
  return outcome;
}
