import { type AuditContext, type AuditedChange, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { findPlan, type Plans } from '../plans/plan.ts';
import { subscriptionEvent } from '../subscriptions/subscription-event.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type CorrectAddressDeps, type Corrected, correctAddress } from './correct-address.ts';
import type { CustomerDetails } from './create-customer.ts';
import type { Customer } from './customer.ts';
import type { CustomerStore } from './customer-store.ts';

/** `null` removes an optional field. */
export type CustomerChange = Partial<
  Omit<CustomerDetails, Removable> & { [Name in Removable]: CustomerDetails[Name] | null }
> & { planId?: string; archived?: boolean };

type Removable = 'phone' | 'address' | 'siren' | 'vatNumber';

/** What a customer's own people change; null removes an optional field. */
export type DetailsChange = Pick<CustomerChange, 'name' | 'locale' | Removable>;

export type ChangeDetailsDeps = { customers: Pick<CustomerStore, 'find' | 'save'>; pause: Pause };

export type ChangeCustomerDeps = ChangeDetailsDeps & CorrectAddressDeps & { plans: Plans };

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Changes, archives or restores a customer. A plan set by hand ends the subscription and lasts
 * until it is changed by hand. A guest whose address is corrected gets a new link there.
 *
 * @throws NotFoundError when there is no such customer, or no such plan.
 * @throws MailboxTakenError as `correctAddress`.
 */
export async function changeCustomer(
  deps: ChangeCustomerDeps,
  request: { id: string; change: CustomerChange },
  context: AuditContext,
): Promise<Customer> {
  const { planId } = request.change;
  if (planId !== undefined && !findPlan(deps.plans, planId)) throw new NotFoundError('plan');
  return save(deps, request, context, (before, after) =>
    correctAddress(deps, before, after, context),
  );
}

/**
 * Changes what the customer's next documents say of it; documents that were issued have a copy of
 * their own. Nothing else can be changed this way.
 *
 * @throws NotFoundError when there is no such customer.
 */
export const changeDetails = (
  deps: ChangeDetailsDeps,
  request: { id: string; change: DetailsChange },
  context: AuditContext,
): Promise<Customer> => save(deps, request, context, async (_, customer) => ({ customer }));

async function save(
  { customers, pause }: ChangeDetailsDeps,
  { id, change }: { id: string; change: CustomerChange },
  context: AuditContext,
  correct: (before: Customer, after: Customer) => Promise<Corrected>,
): Promise<Customer> {
  return untilSaved({ ...race, pause }, async () => {
    const before = await customers.find(id);
    // Nothing may be written about somebody who was erased.
    if (!before || before.state === 'erased') throw new NotFoundError('customer');
    const corrected = await correct(before, changed(before, change, context.now));
    const { customer: after, correction } = corrected;
    const isEnded = before.subscription !== undefined && after.subscription === undefined;
    const outcome = await customers.save(after, {
      isArchivingChanged: change.archived !== undefined,
      correction,
      audit: auditEntry(context, auditOf(before, corrected, change)),
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
function auditOf(
  before: Customer,
  { customer: after, correction }: Corrected,
  change: CustomerChange,
): AuditedChange {
  const state = ({ planId, archivedAt }: Customer) => ({
    planId,
    archived: archivedAt !== undefined,
  });
  return {
    action: 'customer.changed',
    subject: before.id,
    before: state(before),
    after: {
      ...state(after),
      fields: Object.keys(change).sort(),
      ...(correction && { isLinkMailed: true }),
    },
  };
}
