import fc from 'fast-check';
import type { Membership } from '#domain/access/identify-person';
import { keys } from '#stores/keys';
import { membershipSet } from '#stores/membership-rows';
import { DynamoMemberships } from '#stores/memberships';
import { anyInstant, anyLike, anyText } from '#test/any-values';
import { rowsOf } from '../../../contracts/rows.ts';

const aMembership: Membership = {
  member: {
    id: 'mem_1',
    customerId: 'cus_1',
    role: 'owner',
    subject: 'user-1',
    revokedAt: '2026-11-21T10:00:00.000Z',
  },
  isCustomerArchived: true,
};

export const membership = rowsOf<Membership>({
  name: 'the memberships of a person',
  reader: 'membership-rows.ts completeness',
  keys: ['membershipsOfPerson', 'membershipsOfMailbox'],
  also: { check: 'membership-rows.ts areMemberships' },
  example: aMembership,
  any: anyLike(aMembership, {
    member: anyLike(
      aMembership.member,
      { customerId: anyText, role: fc.constantFrom('owner', 'member') },
      { revokedAt: anyInstant },
    ),
    isCustomerArchived: fc.boolean(),
  }),
  async write(table, one) {
    const key = keys.membershipsOfPerson('user-1');
    await table.write({ put: { key, item: { isComplete: true } } });
    await table.write(membershipSet(key, one));
  },
  read: async (table) => {
    const person = { subject: 'user-1', email: 'awa@example.com' };
    return (await new DynamoMemberships(table).find(person))[0];
  },
  sk: 'MEMBERSHIPS',
  required: { 'mem_1.customerId': '', 'mem_1.role': 'admin' },
  optional: {
    isComplete: 'yes',
    'mem_1.revokedAt': 'never',
    'mem_1.isCustomerArchived': 1,
  },
  calls: (field) => (field.startsWith('mem_1') ? 'memberships' : field),
});
