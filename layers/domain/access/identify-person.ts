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

/** What the authorizer needs of a member's row, and whether the customer was archived. */
export type Membership = {
  member: Pick<Member, 'id' | 'customerId' | 'role' | 'subject' | 'revokedAt'>;
  isCustomerArchived: boolean;
};

/** `email` is verified. */
export type PersonAtMailbox = { subject: string; email?: string };

export type Memberships = {
  /** Finds those bound to this person, and the unbound ones of their mailbox, consistently. */
  find(person: PersonAtMailbox): Promise<Membership[]>;
  /**
   * Binds the row to this person unless it is bound to another, was changed or was removed; returns
   * whether it is bound.
   */
  tie(membership: Membership, person: PersonAtMailbox): Promise<boolean>;
};

/**
 * Returns the memberships of a token's holder. Only the stored rows decide for which customers and
 * in which role somebody acts. A row is found by mailbox once, and by person from then on: whoever
 * gets the same mailbox later is somebody else.
 */
export async function membershipsOf(
  memberships: Memberships,
  { subject, email }: PersonAtMailbox,
): Promise<Membership[]> {
  const found = await memberships.find({ subject, email });
  const areTheirs = await Promise.all(
    found.map(
      async (membership) =>
        membership.member.subject === subject ||
        (membership.member.subject === undefined &&
          (await memberships.tie(membership, { subject, email }))),
    ),
  );
  return found.filter((_, index) => areTheirs[index]);
}

export type PersonRefusal = 'token_expired' | 'customer_required' | 'customer_not_yours';

export type CustomerChoice = {
  /** The customer that the request names. */
  wanted?: string;
  /** The customer that the browser remembers; it counts only while it is one of theirs. */
  preferred?: string;
};

/**
 * Returns the acting person: for their only customer, or the chosen one. The shop's own people need
 * none.
 */
export function actingPerson(
  { subject, roles, issuedAt }: SignedIn,
  memberships: readonly Membership[],
  choice: CustomerChoice = {},
): PersonCaller | PersonRefusal {
  const person: PersonCaller = { kind: 'person', subject, roles };
  const of = (id: string | undefined) =>
    id === undefined ? [] : memberships.filter(({ member }) => member.customerId === id);
  const { wanted, preferred } = choice;
  if (wanted !== undefined && of(wanted).length === 0) return 'customer_not_yours';
  const remembered = of(wanted ?? preferred);
  const chosen = remembered.length > 0 ? remembered : memberships;
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
