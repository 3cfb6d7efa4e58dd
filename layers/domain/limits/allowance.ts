import { limitsOf, type Plans, planOf } from '../plans/plan.ts';
import type { Meter } from '../usage/usage-event.ts';

/** A plan's limit on a meter. */
export type Allowance = {
  /** Null when there is no limit. */
  limitBytes: number | null;
  /** Whether the customer may exceed the limit and pays for that. */
  isOverageSold: boolean;
};

export function allowanceOf(customer: { planId: string }, meter: Meter, plans: Plans): Allowance {
  const { trafficBytes, storageBytes } = limitsOf(customer, plans);
  const prices = planOf(customer, plans).overagePerGb?.[meter] ?? {};
  return {
    limitBytes: { traffic: trafficBytes, storage: storageBytes }[meter],
    isOverageSold: Object.keys(prices).length > 0,
  };
}
