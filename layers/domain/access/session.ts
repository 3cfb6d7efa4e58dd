import type { Customer } from '../customers/customer.ts';
import { CustomerChoiceError, UnauthenticatedError } from '../errors.ts';
import type { Locale } from '../money.ts';
import type { Role } from './caller.ts';
import {
  actingPerson,
  type CustomerChoice,
  type Membership,
  type SignedIn,
} from './identify-person.ts';

/** Who is signed in, and what they may choose from. */
export type Session = {
  subject: string;
  name?: string;
  email?: string;
  roles: Role[];
  /** Every customer they belong to, by name. */
  customers: { id: string; name: string; role: 'owner' | 'member' }[];
  /** For whom they act; absent until they chose one of several. */
  customerId?: string;
  locale: Locale;
  /** When the token ends. ISO 8601 UTC. */
  expiresAt: string;
};

export type SessionDeps = {
  membershipsOf: (person: SignedIn) => Promise<readonly Membership[]>;
  findCustomer: (id: string) => Promise<Customer | undefined>;
};

/**
 * Answers the session of a person. Unlike every other call it also answers somebody who has not
 * chosen for which customer they act.
 *
 * @throws UnauthenticatedError when the membership was changed since the token was issued.
 * @throws CustomerChoiceError for a wanted customer that is not theirs.
 */
export async function openSession(
  { membershipsOf, findCustomer }: SessionDeps,
  person: SignedIn & { expiresAt: string },
  choice: CustomerChoice,
): Promise<Session> {
  const memberships = await membershipsOf(person);
  const acting = actingPerson(person, memberships, choice);
  if (acting === 'token_expired') throw new UnauthenticatedError(acting, 'Sign in again.');
  if (acting === 'customer_not_yours') throw new CustomerChoiceError(acting);
  const found = await Promise.all(memberships.map(({ member }) => findCustomer(member.customerId)));
  const customers = memberships.flatMap(({ member: { customerId: id, role } }, index) =>
    found[index] ? [{ id, name: found[index].name, role }] : [],
  );
  const { roles, customerId } =
    acting === 'customer_required' ? { roles: person.roles, customerId: undefined } : acting;
  const { subject, name, email, expiresAt } = person;
  const locale = (found.find((customer) => customer?.id === customerId) ?? found[0])?.locale;
  return {
    subject,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    roles,
    customers: customers.toSorted((one, other) => one.name.localeCompare(other.name)),
    ...(customerId !== undefined && { customerId }),
    locale: locale ?? 'fr',
    expiresAt,
  };
}
