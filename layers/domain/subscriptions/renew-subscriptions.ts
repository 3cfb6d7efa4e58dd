import type { RandomBytes } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { Pause } from '../pause.ts';
import { freePlan, type Plans } from '../plans/plan.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { checkAtOf, graceEndsAt, isReminded } from './subscription.ts';
import { type SubscriptionEventContext, subscriptionEvent } from './subscription-event.ts';
import type { SubscriptionChange, SubscriptionStore } from './subscription-store.ts';

export type RenewDeps = {
  subscriptions: SubscriptionStore;
  plans: Plans;
  randomBytes: RandomBytes;
  pause: Pause;
};

export type RenewRequest = { dueAt: Date; limit: number; requestId: string };

export type Renewal = { customerId: string } & (
  | { outcome: 'reminded' | 'expired' | 'ended' | 'untouched' }
  | { error: unknown }
);

/**
 * Reminds customers seven days before their paid period ends, once for each period, and ends the
 * plan three days after. What was cancelled ends with its period, and nobody is reminded. Nothing
 * else is lost: projects above the free plan's limit stay.
 *
 * One customer's failure does not stop the others; the next run retries it.
 */
export async function renewSubscriptions(
  deps: RenewDeps,
  { dueAt, limit, requestId }: RenewRequest,
): Promise<Renewal[]> {
  const renewals: Renewal[] = [];
  const context = { now: dueAt, randomBytes: deps.randomBytes, requestId };
  for (const customerId of await deps.subscriptions.listDue(dueAt, limit))
    try {
      renewals.push({ customerId, outcome: await renew(deps, customerId, context) });
    } catch (error) {
      renewals.push({ customerId, error });
    }
  return renewals;
}

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

async function renew(
  { subscriptions, plans, pause }: RenewDeps,
  customerId: string,
  context: SubscriptionEventContext,
) {
  return untilSaved({ ...race, pause }, async () => {
    const customer = await subscriptions.findCustomer(customerId);
    const decision = customer && decide(customer, plans, context);
    if (!decision) return 'untouched';
    const { outcome, ...change } = decision;
    return (await subscriptions.save(change)) === 'saved' ? outcome : overtaken;
  });
}

type Decision = SubscriptionChange & { outcome: 'reminded' | 'expired' | 'ended' };

function decide(
  customer: Customer,
  plans: Plans,
  context: SubscriptionEventContext,
): Decision | undefined {
  const { subscription } = customer;
  const isDue =
    subscription !== undefined && Date.parse(checkAtOf(subscription)) <= context.now.getTime();
  if (!isDue) return undefined;
  const written = { updatedAt: context.now.toISOString(), version: customer.version + 1 };
  if (context.now >= graceEndsAt(subscription))
    return {
      outcome: subscription.endsAtPeriodEnd ? 'ended' : 'expired',
      customer: { ...customer, ...written, planId: freePlan(plans).id, subscription: undefined },
      event: subscription.endsAtPeriodEnd
        ? subscriptionEvent('subscription.ended', customer, { ...context, reason: 'cancelled' })
        : subscriptionEvent('subscription.expired', customer, context),
    };
  if (isReminded(subscription)) return undefined;
  const remindedOf = subscription.currentPeriodEnd;
  const isArchived = customer.archivedAt !== undefined;
  return {
    outcome: 'reminded',
    customer: { ...customer, ...written, subscription: { ...subscription, remindedOf } },
    // Nobody is asked to pay for a closed account.
    event: isArchived
      ? undefined
      : subscriptionEvent('subscription.renewal_due', customer, context),
  };
}
