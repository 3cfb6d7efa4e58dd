import type { Currency } from '../money.ts';

/** `null` stands for no limit. */
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

/** Minor units by currency; a currency that is absent is not taken. */
type Prices = Partial<Record<Currency, number>>;

export type Plan = {
  /** What callers pay for as `planId`. */
  id: string;
  name: string;
  /** With VAT, by the month; all zero for the plan that customers start on and fall back to. */
  pricePerMonth: Prices;
  /** With VAT, for each GB (10^9 bytes) that is begun above the limit; absent where it is not sold. */
  overagePerGb?: { traffic: Prices; storage: Prices };
  limits: PlanLimits;
};

/** What a plan counts, one by one. */
export type Place = 'projects' | 'members';

export type Places = Record<Place, number>;

export const noPlaces: Places = { projects: 0, members: 0 };

/** All plans of the seller; exactly one of them costs nothing. */
export type Plans = readonly Plan[];

export const isFree = ({ pricePerMonth }: Plan): boolean =>
  Object.values(pricePerMonth).every((minor) => minor === 0);

/** The plan that customers start on and fall back to. */
export function freePlan(plans: Plans): Plan {
  const plan = plans.find(isFree);
  if (!plan) throw new Error('one plan costs nothing');
  return plan;
}

export const findPlan = (plans: Plans, id: string): Plan | undefined =>
  plans.find((plan) => plan.id === id);

/** The plan that a customer is on; one that the seller has given up counts as the free one. */
export const planOf = ({ planId }: { planId: string }, plans: Plans): Plan =>
  findPlan(plans, planId) ?? freePlan(plans);

/** What a customer's usage is measured against, in bytes: traffic of a month, storage at any time. */
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
