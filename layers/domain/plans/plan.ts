import type { Plan } from '#vocabulary/plans';

export type { Plan } from '#vocabulary/plans';

/** What a plan limits by number. */
export type Place = 'projects' | 'members';

export type Places = Record<Place, number>;

export const noPlaces: Places = { projects: 0, members: 0 };

/** All plans of the seller; exactly one of them is free. */
export type Plans = readonly Plan[];

export const isFree = ({ pricePerMonth }: Plan): boolean =>
  Object.values(pricePerMonth).every((minor) => minor === 0);

/** The plan that customers start on and fall back to. */
export function freePlan(plans: Plans): Plan {
  const plan = plans.find(isFree);
  if (!plan) throw new Error('none of the plans is free');
  return plan;
}

export const findPlan = (plans: Plans, id: string): Plan | undefined =>
  plans.find((plan) => plan.id === id);

/** A customer's plan; a plan that the seller no longer has counts as the free one. */
export const planOf = ({ planId }: { planId: string }, plans: Plans): Plan =>
  findPlan(plans, planId) ?? freePlan(plans);

/** The limits of a customer's usage in bytes: traffic of a month, storage at any time. */
export function limitsOf(
  customer: { planId: string },
  plans: Plans,
): { planId: string; trafficBytes: number; storageBytes: number } {
  const { id, limits } = planOf(customer, plans);
  return {
    planId: id,
    trafficBytes: limits.trafficBytesPerMonth,
    storageBytes: limits.storageBytes,
  };
}
