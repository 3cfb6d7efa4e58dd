import type { Member } from '../members/member.ts';
import type { PersonCaller, Role } from './caller.ts';

/** What a genuine token says. */
export type SignedIn = {
  subject: string;
  /** Verified by the pool: the person reads this mailbox. */
  email?: string;
  name?: string;
  /** `admin` and `finance`, from the staff pool alone. */
  roles: Role[];
  /** ISO 8601 UTC. */
  issuedAt: string;
};

/** A member's row, and whether its customer was archived. */
export type Membership = { member: Member; isCustomerArchived: boolean };

export type Memberships = {
  /**
   * The rows that are tied to this person, and those of their mailbox that are tied to nobody, as
   * they stand now.
   */
  find(person: { subject: string; email?: string }): Promise<Membership[]>;
  /** Ties the row to this person unless it was tied to another, or removed; answers whether it is. */
  tie(member: Member, subject: string): Promise<boolean>;
};

/**
 * The memberships of whoever holds this token: the stored rows alone say for which customers somebody
 * acts, and as what. A row is found by its mailbox once, and by the person ever after: who is later
 * given the same mailbox is somebody else.
 */
export async function membershipsOf(
  memberships: Memberships,
  { subject, email }: Pick<SignedIn, 'subject' | 'email'>,
): Promise<Membership[]> {
  const found = await memberships.find({ subject, email });
  const theirs = await Promise.all(
    found.map(
      async ({ member }) =>
        member.subject === subject ||
        (member.subject === undefined && (await memberships.tie(member, subject))),
    ),
  );
  return found.filter((_, index) => theirs[index]);
}

export type PersonRefusal = 'token_expired' | 'customer_required' | 'customer_not_yours';

/**
 * Who acts: for their only customer, or the one that they choose. The shop's own people need none.
 *
 * @param wanted the customer that the request names.
 */
export function actingPerson(
  { subject, roles, issuedAt }: SignedIn,
  memberships: readonly Membership[],
  wanted: string | undefined,
): PersonCaller | PersonRefusal {
  const person: PersonCaller = { kind: 'person', subject, roles };
  const chosen =
    wanted === undefined
      ? memberships
      : memberships.filter(({ member }) => member.customerId === wanted);
  if (wanted !== undefined && chosen.length === 0) return 'customer_not_yours';
  const [one] = chosen;
  if (!one) return person;
  if (chosen.length > 1) return roles.length > 0 ? person : 'customer_required';
  const { role, customerId, revokedAt } = one.member;
  if (revokedAt !== undefined && issuedAt <= revokedAt) return 'token_expired';
  return {
    ...person,
    roles: [...roles, role],
    customerId,
    ...(one.isCustomerArchived && { isCustomerArchived: true }),
  };
}
