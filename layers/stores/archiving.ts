import type { Customer } from '#domain/customers/customer';
import { keys } from './keys.ts';
import { isMember, memberFrom } from './member-rows.ts';
import { membershipSet, placeOf } from './membership-rows.ts';
import type { Item, Table, Write } from './table.ts';

/** A transaction has at most 100 writes; some are the customer's own. */
const writesMax = 90;

/**
 * Tells all members of a customer that it is archived, or restored, where the authorizer looks.
 * Returns the writes that belong into the customer's transaction; its condition also refuses them
 * when a member was added meanwhile, since that writes the customer.
 *
 * Of more members than a transaction holds, the first are told before: after a crash in between, the
 * administrator repeats the change, which tells all again.
 */
export async function archivingWrites(table: Table, customer: Customer): Promise<Write[]> {
  const isCustomerArchived = customer.archivedAt !== undefined;
  const members = (await rowsOfMembers(table, customer.id)).filter(isMember).map(memberFrom);
  const writes = members.map((member) =>
    membershipSet(placeOf(member), { member, isCustomerArchived }),
  );
  while (writes.length > writesMax) {
    const refusals = await table.writeTogether(writes.splice(0, writesMax));
    if (refusals) throw new Error('the members of a customer are being written');
  }
  return writes;
}

async function rowsOfMembers(table: Table, customerId: string): Promise<Item[]> {
  const rows: Item[] = [];
  let after: Item | undefined;
  do {
    const { items, next } = await table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :members)',
      values: { ':pk': keys.customer(customerId).pk, ':members': keys.member('', '').sk },
      ConsistentRead: true,
      after,
    });
    rows.push(...items);
    after = next;
  } while (after !== undefined);
  return rows;
}
