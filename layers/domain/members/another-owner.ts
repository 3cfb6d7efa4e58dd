import { hasRole, type PersonCaller } from '../access/caller.ts';
import type { Member } from './member.ts';
import { LastOwnerError } from './member-errors.ts';
import type { MemberStore } from './member-store.ts';

const pageMax = 100;

/**
 * Keeps at least one owner, since only an administrator could help a customer without one. Safe
 * under concurrency when the customer is read before and written after, since every change of its
 * members writes it.
 *
 * @throws LastOwnerError when this member is the only owner and the caller is not an administrator.
 */
export async function requireAnotherOwner(
  members: Pick<MemberStore, 'list'>,
  { id, customerId, role }: Member,
  caller: PersonCaller,
): Promise<void> {
  if (role !== 'owner' || hasRole(caller, 'admin')) return;
  let cursor: string | undefined;
  do {
    const page = await members.list(customerId, { limit: pageMax, cursor });
    if (page.members.some((other) => other.role === 'owner' && other.id !== id)) return;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  throw new LastOwnerError();
}
