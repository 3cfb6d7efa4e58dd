import type { Customer } from '#domain/customers/customer';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import { activationMails } from './activation-rows.ts';
import { count, instant, listOf, oneOf, optional, text } from './fields.ts';
import { indexes, keys, ttlAfterDays } from './keys.ts';
import { membershipRemoved, membershipSet, placeOf } from './membership-rows.ts';
import { stored } from './stored.ts';
import type { Item, Write } from './table.ts';

/**
 * Writes a member, and beside it what the authorizer reads. Belongs into one transaction with a
 * write of the customer; nothing else may write a member's row.
 */
export const memberWrites = (member: Member, customer: Pick<Customer, 'archivedAt'>): Write[] => [
  { put: { key: keys.member(member.customerId, member.id), item: memberItem(member) } },
  membershipSet(placeOf(member), { member, isCustomerArchived: customer.archivedAt !== undefined }),
];

/**
 * As `memberWrites`, for somebody who leaves: empties the row at once, so that nothing of the person
 * remains in it; TTL deletes it later.
 *
 * @param at ISO 8601 UTC.
 */
export const removalWrites = (member: Member, at: string): Write[] => [
  { put: { key: keys.member(member.customerId, member.id), item: { ttl: ttlAfterDays(at, 1) } } },
  membershipRemoved(placeOf(member), member.id),
];

/**
 * As `memberWrites`, for a member whose row moves, since its id is derived from the address; refused
 * when the customer has a member with the new one.
 *
 * @param at ISO 8601 UTC.
 */
export function movedWrites(
  { from, to }: { from: Member; to: Member },
  customer: Pick<Customer, 'archivedAt'>,
  at: string,
): Write[] {
  const [left] = removalWrites(from, at);
  const isCustomerArchived = customer.archivedAt !== undefined;
  return [
    left!,
    {
      put: {
        key: keys.member(to.customerId, to.id),
        item: memberItem(to),
        condition: { expression: 'attribute_not_exists(email)' },
      },
    },
    membershipSet(placeOf(to), { member: to, isCustomerArchived }, { insteadOf: from.id }),
  ];
}

/** A member with its index keys: by mailbox, and by person after the first sign-in. */
const memberItem = (member: Member): Item => ({
  ...member,
  ...indexes.mailbox(mailboxHash(member.email), member.id),
  ...(member.subject !== undefined && indexes.person(member.subject, member.id)),
});

/** A removed member's key remains until its TTL. */
export const isMember = ({ ttl }: Item): boolean => ttl === undefined;

export const memberFrom = stored<Member>({
  id: text,
  customerId: text,
  email: text,
  role: oneOf('owner', 'member'),
  addedAt: instant,
  subject: optional(text),
  revokedAt: optional(instant),
  formerIds: optional(listOf(text)),
  activationVersion: optional(count),
  activationMails: optional(activationMails),
});
