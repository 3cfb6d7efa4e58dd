import type { Currency } from '../money.ts';

/** `null` means no limit. */
type PlanLimits = {
  teams: number | null;
  members: number | null;
  projects: number | null;
  /** Processors, in tenths at the finest. */
  cpu: number;
  /** Memory, which is counted in steps of 1 024: 6 GB are 6 144 MB. */
  memoryMb: number;
  /** Bytes; a GB is 10^9 of them, a MB 10^6. */
  trafficBytesPerMonth: number;
  storageBytes: number;
  customDomains: boolean;
};

/** Minor units by currency; an absent currency is not accepted. */
type Prices = Partial<Record<Currency, number>>;

export type Plan = {
  /** The id that callers pay for as `planId`. */
  id: string;
  name: string;
  /** Per month with VAT; all zero for the plan that customers start on and fall back to. */
  pricePerMonth: Prices;
  /** With VAT, for each GB (10^9 bytes) started above the limit; absent when it is not sold. */
  overagePerGb?: { traffic: Prices; storage: Prices };
  limits: PlanLimits;
};

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
