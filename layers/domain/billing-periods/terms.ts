import type { Span } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import type { Currency } from '../money.ts';
import { freePlan, type Plan, type Plans, planOf } from '../plans/plan.ts';
import type { Meter } from '../usage/usage-event.ts';
import type { Terms } from './period.ts';

/**
 * Returns what bills a customer's month: its plan at the end of the month, in the currency of its
 * plan, or in euros.
 *
 * A customer that upgraded later was on the free plan then, whose overage is not sold.
 */
export function termsOf(customer: Customer, plans: Plans, { to }: Span): Terms {
  const { subscription } = customer;
  const isLater = subscription !== undefined && Date.parse(subscription.startedAt) >= to;
  const plan = isLater ? freePlan(plans) : planOf(customer, plans);
  const currency = currencyOf(plan, subscription?.currency);
  return {
    planId: plan.id,
    currency,
    limitBytes: { traffic: plan.limits.trafficBytesPerMonth, storage: plan.limits.storageBytes },
    pricePerGb: {
      traffic: priceOf(plan, 'traffic', currency),
      storage: priceOf(plan, 'storage', currency),
    },
  };
}

/** One currency for both meters. */
function currencyOf({ overagePerGb }: Plan, wanted: Currency = 'EUR'): Currency {
  const isSold =
    overagePerGb?.traffic[wanted] !== undefined && overagePerGb.storage[wanted] !== undefined;
  return isSold ? wanted : 'EUR';
}

const priceOf = ({ overagePerGb }: Plan, meter: Meter, currency: Currency): number | undefined =>
  overagePerGb?.[meter][currency];
