import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import { giveBackPlace } from '../plans/places.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { requireAnotherOwner } from './another-owner.ts';
import type { ChangeMemberDeps } from './change-member.ts';
import { endSessions } from './end-sessions.ts';
import type { Member } from './member.ts';

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Removes a member, ends the sessions and frees the place.
 *
 * @throws NotFoundError when the customer has no such member.
 * @throws LastOwnerError when no owner would remain, unless an administrator does it.
 */
export async function removeMember(
  { members, users, pause }: ChangeMemberDeps,
  { customerId, id }: { customerId: string; id: string },
  context: AuditContext,
): Promise<Member> {
  return untilSaved({ ...race, pause }, async () => {
    const customer = await members.findCustomer(customerId);
    const member = customer && (await members.find(customerId, id));
    if (!customer || !member) throw new NotFoundError('member');
    await requireAnotherOwner(members, member, context.caller);
    await endSessions({ members, users }, member);
    const outcome = await members.remove(member, {
      customer: giveBackPlace(customer, 'members', context.now),
      audit: auditEntry(context, {
        action: 'member.removed',
        subject: id,
        before: { customerId, role: member.role },
        after: null,
      }),
    });
    return outcome === 'saved' ? member : overtaken;
  });
}
