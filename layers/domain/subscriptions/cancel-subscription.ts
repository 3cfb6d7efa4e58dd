import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { NotFoundError, SubscriptionOverError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { isOver, type Subscription } from './subscription.ts';
import { subscriptionEvent } from './subscription-event.ts';

export type CancelSubscriptionDeps = {
  customers: Pick<CustomerStore, 'find' | 'save'>;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Lets the plan end with the paid period, without a reminder and without grace. What is paid stays:
 * no money is returned, and until then it can be undone. Cancelling twice changes nothing.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws SubscriptionOverError when nothing is paid for that could end.
 */
export const cancelSubscription = (
  deps: CancelSubscriptionDeps,
  customerId: string,
  context: AuditContext,
): Promise<Customer> =>
  change(deps, customerId, context, (subscription) =>
    subscription.endsAtPeriodEnd ? subscription : { ...subscription, endsAtPeriodEnd: true },
  );

/**
 * Undoes `cancelSubscription` while the paid period lasts; afterwards only a payment helps. What was
 * not cancelled stays as it is.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws SubscriptionOverError when the paid period is over.
 */
export const resumeSubscription = (
  deps: CancelSubscriptionDeps,
  customerId: string,
  context: AuditContext,
): Promise<Customer> =>
  change(deps, customerId, context, (subscription) => {
    const { endsAtPeriodEnd, ...resumed } = subscription;
    if (!endsAtPeriodEnd) return subscription;
    if (isOver(subscription, context.now)) throw new SubscriptionOverError();
    return resumed;
  });

async function change(
  { customers, pause }: CancelSubscriptionDeps,
  customerId: string,
  context: AuditContext,
  decide: (subscription: Subscription) => Subscription,
): Promise<Customer> {
  return untilSaved({ ...race, pause }, async () => {
    const before = await customers.find(customerId);
    if (!before) throw new NotFoundError('customer');
    if (!before.subscription) throw new SubscriptionOverError();
    const subscription = decide(before.subscription);
    if (subscription === before.subscription) return before;
    const written = { updatedAt: context.now.toISOString(), version: before.version + 1 };
    const after = { ...before, ...written, subscription };
    return (await customers.save(after, tells(after, context))) === 'saved' ? after : overtaken;
  });
}

/** Only the cancellation is confirmed by mail: who resumes sees that the plan goes on. */
function tells(after: Customer, context: AuditContext) {
  const isCancelled = after.subscription?.endsAtPeriodEnd === true;
  const audit = auditEntry(context, {
    action: isCancelled ? 'subscription.cancelled' : 'subscription.resumed',
    subject: after.id,
    before: { endsAtPeriodEnd: !isCancelled },
    after: { endsAtPeriodEnd: isCancelled },
  });
  const event = isCancelled
    ? subscriptionEvent('subscription.cancelled', after, context)
    : undefined;
  return { audit, event };
}
