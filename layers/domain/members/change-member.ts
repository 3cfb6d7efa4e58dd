import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { writtenAgain } from '../customers/customer.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { requireAnotherOwner } from './another-owner.ts';
import { type EndSessionsDeps, endSessions } from './end-sessions.ts';
import type { Member } from './member.ts';
import type { MemberStore } from './member-store.ts';

export type MemberChange = { customerId: string; id: string } & Partial<
  Pick<Member, 'name' | 'role'>
>;

export type ChangeMemberDeps = EndSessionsDeps & { members: MemberStore; pause: Pause };

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Changes a member's name or role. With another role, sessions of before end.
 *
 * @throws NotFoundError when the customer has no such member.
 * @throws LastOwnerError when no owner would remain, unless an administrator does it.
 */
export async function changeMember(
  { members, users, pause }: ChangeMemberDeps,
  { customerId, id, ...change }: MemberChange,
  context: AuditContext,
): Promise<Member> {
  return untilSaved({ ...race, pause }, async () => {
    const customer = await members.findCustomer(customerId);
    const member = customer && (await members.find(customerId, id));
    if (!customer || !member) throw new NotFoundError('member');
    const isOtherRole = change.role !== undefined && change.role !== member.role;
    const revokedAt = isOtherRole ? context.now.toISOString() : member.revokedAt;
    const changed: Member = { ...member, ...change, ...(revokedAt && { revokedAt }) };
    if (changed.role !== 'owner') await requireAnotherOwner(members, member, context.caller);
    if (isOtherRole) await endSessions({ members, users }, member);
    const outcome = await members.add(changed, {
      customer: writtenAgain(customer, context.now),
      audit: auditEntry(context, {
        action: 'member.changed',
        subject: id,
        before: { customerId, role: member.role },
        after: { customerId, role: changed.role },
      }),
    });
    return outcome === 'saved' ? changed : overtaken;
  });
}
