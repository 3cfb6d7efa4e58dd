import { mailboxesOf } from '#domain/erasure/belongings';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import type { UserDirectory } from '#domain/members/user-directory';
import { indexes, keys } from '../keys.ts';
import { membershipEnded } from '../membership-rows.ts';
import { keyOf } from '../stored.ts';
import type { Table } from '../table.ts';
import { remove } from './erase-links.ts';

/** Who could sign in for the customer, and for no other, is deleted from the pool. */
export const erasePeople = (
  table: Table,
  users: Pick<UserDirectory, 'find' | 'signOutEverywhere' | 'remove'>,
): ErasureStep => ({
  name: 'people',
  async run(subject) {
    const { customer, members } = subject;
    const subjects = new Set(members.flatMap((member) => member.subject ?? []));
    // One whose activation crashed has no row that names the person.
    for (const address of mailboxesOf(subject).addresses) {
      const user = await users.find(address);
      if (user) subjects.add(user.subject);
    }
    let count = 0;
    for (const person of subjects) {
      if (await belongsElsewhere(table, person, customer.id)) continue;
      await users.signOutEverywhere(person);
      await users.remove(person);
      for (const key of [keys.person(person), keys.membershipsOfPerson(person)])
        await remove(table, key, { expression: 'attribute_exists(pk)' });
      count++;
    }
    return count;
  },
});

async function belongsElsewhere(table: Table, person: string, customerId: string) {
  const { items } = await table.query({
    IndexName: 'collection',
    KeyConditionExpression: 'collectionPk = :pk',
    values: { ':pk': indexes.person(person, '').collectionPk },
  });
  const own = keys.customer(customerId).pk;
  return items.some((item) => keyOf(item).pk !== own);
}

/** The rows of members, last: until then they say which addresses to look for. */
export const eraseMembers = (table: Table): ErasureStep => ({
  name: 'members',
  async run({ members }) {
    for (const member of members) {
      await table.write(membershipEnded(member));
      const key = keys.member(member.customerId, member.id);
      await remove(table, key, { expression: 'attribute_exists(pk)' });
    }
    return members.length;
  },
});
