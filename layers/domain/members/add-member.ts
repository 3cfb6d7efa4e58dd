import { addedADayMaxOf } from '../access/bounds.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { MemberExistsError, NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import type { Pause } from '../pause.ts';
import { takePlace } from '../plans/places.ts';
import type { Plans } from '../plans/plan.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type Member, memberIdOf } from './member.ts';
import type { MemberStore } from './member-store.ts';

export type NewMember = Pick<Member, 'customerId' | 'email' | 'name' | 'role'>;

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Adds an address as a member of a customer, if the plan has room. A repetition with the same
 * claim, after a lost answer, gets the same answer.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws MemberExistsError when the address is already a member.
 * @throws PlanLimitReachedError when the plan allows no more.
 * @throws TooManyError when too many were added today.
 * @throws CustomerArchivedError when the customer was archived.
 */
export async function addMember(
  { members, plans, pause }: { members: MemberStore; plans: Plans; pause: Pause },
  { claim, ...request }: NewMember & { claim: Claim },
  context: AuditContext,
): Promise<Member> {
  const { customerId, email, role } = request;
  const id = memberIdOf(customerId, email);
  return untilSaved({ ...race, pause }, async () => {
    const customer = await members.findCustomer(customerId);
    if (!customer) throw new NotFoundError('customer');
    const known = await members.find(customerId, id);
    if (known?.addedAt === claim.createdAt) return known;
    if (known) throw new MemberExistsError();
    const member: Member = { ...request, id, addedAt: claim.createdAt };
    const outcome = await members.add(member, {
      customer: takePlace(customer, 'members', plans, {
        now: context.now,
        addedADayMax: addedADayMaxOf(context.caller),
      }),
      audit: auditEntry(context, {
        action: 'member.added',
        subject: id,
        before: null,
        after: { customerId, role },
      }),
    });
    return outcome === 'saved' ? member : overtaken;
  });
}
