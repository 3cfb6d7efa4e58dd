import type { ActivationTokens } from '../access/activation-token.ts';
import { addedADayMaxOf } from '../access/bounds.ts';
import { withNextLink } from '../activations/activation.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import type { Pause } from '../pause.ts';
import { takePlace } from '../plans/places.ts';
import type { Plans } from '../plans/plan.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { invitationOf } from './invitation.ts';
import { type Member, memberIdOf } from './member.ts';
import { MemberExistsError } from './member-errors.ts';
import type { MemberStore } from './member-store.ts';

export type NewMember = Pick<Member, 'customerId' | 'email' | 'name' | 'role'>;

export type AddMemberDeps = {
  members: MemberStore;
  plans: Plans;
  tokens: ActivationTokens;
  pause: Pause;
};

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Adds an address as a member of a customer, if the plan has room, and mails the link that sets a
 * password. A repetition with the same claim, after a lost answer, gets the same answer.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws MemberExistsError when the address is already a member.
 * @throws PlanLimitReachedError when the plan allows no more.
 * @throws TooManyError when too many were added today.
 * @throws CustomerArchivedError when the customer was archived.
 */
export async function addMember(
  { members, plans, tokens, pause }: AddMemberDeps,
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
    const member = invited({ ...request, id, addedAt: claim.createdAt }, context.now);
    const outcome = await members.add(member, {
      customer: takePlace(customer, 'members', plans, {
        now: context.now,
        addedADayMax: addedADayMaxOf(context.caller),
      }),
      invitation: invitationOf(tokens, member, context),
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

/**
 * Versions begin at the time in milliseconds: somebody who was removed and comes back has the same
 * id, and must not get the link of before.
 */
const invited = (member: Member, now: Date) =>
  withNextLink({ ...member, activationVersion: Date.parse(member.addedAt) }, now);
