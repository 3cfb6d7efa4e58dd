import type * as z from 'zod/mini';
import type { Customer } from '#domain/customers/customer';
import { isFree, type Plan, type Plans, planOf } from '#domain/plans/plan';
import type { planView, subscriptionView } from './plans.ts';

export const viewPlan = ({
  id,
  name,
  pricePerMonth,
  overagePerGb,
  limits,
}: Plan): z.infer<typeof planView> => ({
  id,
  name,
  pricePerMonth,
  overagePerGb: overagePerGb ?? null,
  limits,
});

export function viewSubscription(
  customer: Customer,
  plans: Plans,
  now: Date,
): z.infer<typeof subscriptionView> {
  const plan = planOf(customer, plans);
  const { subscription, places } = customer;
  return {
    customerId: customer.id,
    plan: viewPlan(plan),
    status: statusOf(customer, plan, now),
    startedAt: subscription?.startedAt ?? null,
    currentPeriodEnd: subscription?.currentPeriodEnd ?? null,
    endsAtPeriodEnd: subscription?.endsAtPeriodEnd ?? false,
    places: {
      projects: { used: places.projects, limit: plan.limits.projects },
      members: { used: places.members, limit: plan.limits.members },
    },
  };
}

function statusOf({ subscription }: Customer, plan: Plan, now: Date) {
  if (subscription)
    return now < new Date(subscription.currentPeriodEnd) ? ('active' as const) : ('grace' as const);
  return isFree(plan) ? ('free' as const) : ('given' as const);
}
