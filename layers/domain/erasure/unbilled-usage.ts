import type { Period } from '../billing-periods/period.ts';
import type { PeriodStore } from '../billing-periods/period-store.ts';
import { addMonths, monthAt } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { BilledPeriod } from '../invoices/invoice-store.ts';
import { type Plans, planOf } from '../plans/plan.ts';

export type UnbilledUsageDeps = {
  plans: Plans;
  periods: Pick<PeriodStore, 'find'>;
  hasInvoice: (period: BilledPeriod) => Promise<boolean>;
};

/**
 * Whether usage may still become an invoice, which has to name its buyer: by a month that is not
 * closed, on a plan that sells what is above it, or by a closed month whose invoice is not made yet.
 *
 * An archived customer's last month is the one in which it was archived; another one's is never over.
 */
export async function hasUnbilledUsage(
  { plans, periods, hasInvoice }: UnbilledUsageDeps,
  customer: Customer,
  now: Date,
): Promise<boolean> {
  const { id, timeZone, archivedAt = now.toISOString() } = customer;
  const month = monthAt(Date.parse(archivedAt), timeZone);
  const last = await periods.find(id, month);
  if (!last && planOf(customer, plans).overagePerGb !== undefined) return true;
  const lacksInvoice = async (period: Period | undefined): Promise<boolean> => {
    for (const { currency } of period?.due ?? [])
      if (!(await hasInvoice({ customerId: id, month: period!.month, currency }))) return true;
    return false;
  };
  return (
    (await lacksInvoice(last)) || (await lacksInvoice(await periods.find(id, addMonths(month, -1))))
  );
}
