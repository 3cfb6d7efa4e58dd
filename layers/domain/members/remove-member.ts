import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import { giveBackPlace } from '../plans/places.ts';
import { requireAnotherOwner } from './another-owner.ts';
import type { Member } from './member.ts';
import type { MemberStore } from './member-store.ts';

/** Each lost race means that somebody else got through. */
const attemptsMax = 20;

/**
 * Removes a member and gives the place back.
 *
 * @throws NotFoundError when the customer has no such member.
 * @throws LastOwnerError when nobody would own the customer, unless an administrator does it.
 */
export async function removeMember(
  members: MemberStore,
  { customerId, id }: { customerId: string; id: string },
  context: AuditContext,
): Promise<Member> {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    const customer = await members.findCustomer(customerId);
    const member = customer && (await members.find(customerId, id));
    if (!customer || !member) throw new NotFoundError('member');
    await requireAnotherOwner(members, member, context.caller);
    const outcome = await members.remove(member, {
      customer: giveBackPlace(customer, 'members', context.now),
      audit: auditEntry(context, {
        action: 'member.removed',
        subject: id,
        before: { customerId, role: member.role },
        after: null,
      }),
    });
    if (outcome === 'saved') return member;
  }
  throw new Error('the customer is being written by too many at once');
}
