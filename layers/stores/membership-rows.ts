import type { Membership } from '#domain/access/identify-person';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import { flag, instant, mapOf, mapWith, oneOf, optional, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { CorruptRowError, stored } from './stored.ts';
import type { Item, Write } from './table.ts';

/** What is stored of a membership; its name is the member's id. */
type StoredMembership = Pick<Member, 'customerId' | 'role' | 'revokedAt'> & {
  isCustomerArchived?: boolean;
};

/** The item that lists a member: by person, or by mailbox before the first sign-in. */
export const placeOf = ({ subject, email }: Pick<Member, 'subject' | 'email'>): Key =>
  subject === undefined
    ? keys.membershipsOfMailbox(mailboxHash(email))
    : keys.membershipsOfPerson(subject);

/**
 * One attribute for each, so that one is written without reading the others.
 *
 * @param insteadOf the id that the same member had before.
 */
export function membershipSet(
  key: Key,
  { member, isCustomerArchived }: Membership,
  { insteadOf }: { insteadOf?: string } = {},
): Write {
  const { id, customerId, role, revokedAt } = member;
  const kept: StoredMembership = {
    customerId,
    role,
    revokedAt,
    ...(isCustomerArchived && { isCustomerArchived }),
  };
  return {
    update: {
      key,
      expression: `SET #member = :membership${insteadOf === undefined ? '' : ' REMOVE #before'}`,
      names: { '#member': id, ...(insteadOf !== undefined && { '#before': insteadOf }) },
      values: { ':membership': kept },
    },
  };
}

export const membershipRemoved = (key: Key, memberId: string): Write => ({
  update: { key, expression: 'REMOVE #member', names: { '#member': memberId } },
});

/** As `membershipRemoved`, where the item may be gone, and must not come back empty. */
export const membershipEnded = (member: Member): Write => ({
  update: {
    key: placeOf(member),
    expression: 'REMOVE #member',
    names: { '#member': member.id },
    condition: { expression: 'attribute_exists(pk)' },
  },
});

/** From then on the item holds all memberships of the person, and no index is asked. */
export const markedComplete = (subject: string): Write => ({
  update: {
    key: keys.membershipsOfPerson(subject),
    expression: 'SET isComplete = :true',
    values: { ':true': true },
  },
});

/** @param subject of the person whose item it is; none for a mailbox's. */
export function membershipsFrom(item: Item, subject?: string) {
  const { isComplete = false, ...others } = completeness(item);
  if (!areMemberships(others)) throw new CorruptRowError(item, ['memberships']);
  const memberships = Object.entries(others).map(
    ([id, { isCustomerArchived = false, ...kept }]): Membership => ({
      member: { id, ...kept, ...(subject !== undefined && { subject }) },
      isCustomerArchived,
    }),
  );
  return { isComplete, memberships };
}

const completeness = stored<{ isComplete?: boolean }>({ isComplete: optional(flag) });

const areMemberships = mapOf(
  mapWith<StoredMembership>({
    customerId: text,
    role: oneOf('owner', 'member'),
    revokedAt: optional(instant),
    isCustomerArchived: optional(flag),
  }),
);
