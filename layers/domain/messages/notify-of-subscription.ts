import type { Fact } from '#vocabulary/events';
import type { Customer } from '../customers/customer.ts';
import { type Plan, type Plans, planOf } from '../plans/plan.ts';
import type { SubscriptionFact } from '../subscriptions/subscription-event.ts';
import type { OutgoingMail } from './mail-sender.ts';
import { type Letters, type SendDeps, sendOnce } from './send-once.ts';

/** An event, with the customer as stored now, and the event's plan. */
export type SubscriptionNews = {
  fact: SubscriptionFact;
  event: Fact<SubscriptionFact>;
  customer: Customer;
  plan: Plan;
  /** ISO 8601 UTC. */
  currentPeriodEnd: string;
};

export type SubscriptionLetters = {
  /** To the customer. */
  subscription: (news: SubscriptionNews) => Promise<OutgoingMail>;
};

export type NotifyOfSubscriptionDeps = SendDeps & {
  customers: { find(id: string): Promise<Customer | undefined> };
  plans: Plans;
  letters: SubscriptionLetters;
};

/**
 * Tells a customer that a plan starts, will end soon, is cancelled or has ended; once for each
 * event. A customer who has paid or cancelled meanwhile is not reminded.
 *
 * @returns who was told.
 * @throws Error when the customer is not stored, so that the queue retries.
 */
export async function notifyOfSubscription(
  deps: NotifyOfSubscriptionDeps,
  event: Fact<SubscriptionFact>,
): Promise<{ receivers: string[] }> {
  const { type: fact, data } = event;
  const { customerId, planId, currentPeriodEnd = event.occurredAt } = data;
  const customer = await deps.customers.find(customerId);
  if (!customer) throw new Error('the event names a customer that is not stored');
  const plan = planOf({ planId }, deps.plans);
  const isOld =
    fact === 'subscription.renewal_due' &&
    (customer.subscription?.currentPeriodEnd !== currentPeriodEnd ||
      customer.subscription.endsAtPeriodEnd === true);
  const news = { fact, event, customer, plan, currentPeriodEnd };
  const letters: Letters = isOld ? {} : { customer: () => deps.letters.subscription(news) };
  await sendOnce(deps, event, { customerId }, letters);
  return { receivers: Object.keys(letters) };
}

export const isAboutSubscription = <Other extends { type: string }>(
  event: Other | Fact<SubscriptionFact>,
): event is Fact<SubscriptionFact> => event.type.startsWith('subscription.');
