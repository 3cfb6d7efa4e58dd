import { type AuditContext, type AuditedChange, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { findPlan, type Plans } from '../plans/plan.ts';
import { subscriptionEvent } from '../subscriptions/subscription-event.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { CustomerDetails } from './create-customer.ts';
import type { Customer } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';

/** `null` removes an optional field. */
export type CustomerChange = Partial<
  Omit<CustomerDetails, Removable> & { [Name in Removable]: CustomerDetails[Name] | null }
> & { planId?: string; archived?: boolean };

type Removable = 'phone' | 'address' | 'siren' | 'vatNumber';

export type ChangeCustomerDeps = {
  customers: Pick<CustomerStore, 'find' | 'save'>;
  plans: Plans;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Changes, archives or restores a customer. A plan set by hand ends the subscription and lasts
 * until it is changed by hand.
 *
 * @throws NotFoundError when there is no such customer, or no such plan.
 */
export async function changeCustomer(
  { customers, plans, pause }: ChangeCustomerDeps,
  { id, change }: { id: string; change: CustomerChange },
  context: AuditContext,
): Promise<Customer> {
  if (change.planId !== undefined && !findPlan(plans, change.planId))
    throw new NotFoundError('plan');
  return untilSaved({ ...race, pause }, async () => {
    const before = await customers.find(id);
    if (!before) throw new NotFoundError('customer');
    const after = changed(before, change, context.now);
    const isEnded = before.subscription !== undefined && after.subscription === undefined;
    const outcome = await customers.save(after, {
      audit: auditEntry(context, auditOf(before, after, change)),
      event: isEnded
        ? subscriptionEvent('subscription.ended', before, { ...context, reason: 'plan_changed' })
        : undefined,
    });
    return outcome === 'saved' ? after : overtaken;
  });
}

function changed(before: Customer, change: CustomerChange, now: Date): Customer {
  const { archived, ...fields } = change;
  const present = Object.fromEntries(
    Object.entries({ ...before, ...fields }).filter(([, value]) => value !== null),
  ) as unknown as Customer;
  const isOtherPlan = present.planId !== before.planId;
  return {
    ...present,
    subscription: isOtherPlan ? undefined : before.subscription,
    archivedAt: archivedAt(before, archived, now),
    updatedAt: now.toISOString(),
    version: before.version + 1,
  };
}

function archivedAt(before: Customer, archived: boolean | undefined, now: Date) {
  if (archived === undefined) return before.archivedAt;
  return archived ? (before.archivedAt ?? now.toISOString()) : undefined;
}

/** Lists the changed fields, for names and addresses without their content. */
function auditOf(before: Customer, after: Customer, change: CustomerChange): AuditedChange {
  const state = ({ planId, archivedAt }: Customer) => ({
    planId,
    archived: archivedAt !== undefined,
  });
  return {
    action: 'customer.changed',
    subject: before.id,
    before: state(before),
    after: { ...state(after), fields: Object.keys(change).sort() },
  };
}
