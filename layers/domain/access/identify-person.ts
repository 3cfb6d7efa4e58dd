import type { Member } from '../members/member.ts';
import type { PersonCaller, Role } from './caller.ts';

/** The claims of a valid token. */
export type SignedIn = {
  subject: string;
  /** Verified by the pool: the person can read this mailbox. */
  email?: string;
  name?: string;
  /** `admin` and `finance`, only from the staff pool. */
  roles: Role[];
  /** ISO 8601 UTC. */
  issuedAt: string;
};

/** A member's row, and whether its customer was archived. */
export type Membership = { member: Member; isCustomerArchived: boolean };

export type Memberships = {
  /** Finds the rows bound to this person, and the unbound rows of their mailbox, consistently. */
  find(person: { subject: string; email?: string }): Promise<Membership[]>;
  /**
   * Binds the row to this person unless it is bound to another or was removed; returns whether it
   * is bound.
   */
  tie(member: Member, subject: string): Promise<boolean>;
};

/**
 * Returns the memberships of a token's holder. Only the stored rows decide for which customers and
 * in which role somebody acts. A row is found by mailbox once, and by person from then on: whoever
 * gets the same mailbox later is somebody else.
 */
export async function membershipsOf(
  memberships: Memberships,
  { subject, email }: Pick<SignedIn, 'subject' | 'email'>,
): Promise<Membership[]> {
  const found = await memberships.find({ subject, email });
  const areTheirs = await Promise.all(
    found.map(
      async ({ member }) =>
        member.subject === subject ||
        (member.subject === undefined && (await memberships.tie(member, subject))),
    ),
  );
  return found.filter((_, index) => areTheirs[index]);
}

export type PersonRefusal = 'token_expired' | 'customer_required' | 'customer_not_yours';

/**
 * Returns the acting person: for their only customer, or the chosen one. The shop's own people need
 * none.
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
  const [membership] = chosen;
  if (!membership) return person;
  if (chosen.length > 1) return roles.length > 0 ? person : 'customer_required';
  const { role, customerId, revokedAt } = membership.member;
  if (revokedAt !== undefined && issuedAt <= revokedAt) return 'token_expired';
  return {
    ...person,
    roles: [...roles, role],
    customerId,
    ...(membership.isCustomerArchived && { isCustomerArchived: true }),
  };
}
