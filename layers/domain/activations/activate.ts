import { auditEntry } from '../audit/audit-entry.ts';
import { type Customer, writtenAgain } from '../customers/customer.ts';
import { newId } from '../ids.ts';
import { type ProveAddressDeps, proveAddress } from '../members/change-address.ts';
import { type Member, memberIdOf } from '../members/member.ts';
import type { DirectoryUser, UserDirectory } from '../members/user-directory.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { ActivationContext } from './activation.ts';
import { ActivationGoneError, WeakPasswordError } from './activation-errors.ts';
import type { ActivationStore, ActivationUse } from './activation-store.ts';
import { brokenRules } from './password.ts';
import { type OpenActivation, openActivation } from './read-activation.ts';

export type ActivateDeps = {
  activations: ActivationStore;
  addresses: ProveAddressDeps['addresses'];
  users: UserDirectory;
  pause: Pause;
};

export type Activated = { customerId: string; memberId: string };

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Makes whoever reads the mailbox a member who can sign in; or gives a member this address.
 *
 * Safe to repeat after a crash between any two steps, with the same link: it is used only by the
 * last step, in one transaction with the member. Before it there is at most a person in the
 * directory who belongs to nobody, and gets the password again.
 *
 * @throws WeakPasswordError before anything is looked up; the link stays valid.
 * @throws ActivationGoneError when the link is unknown, used, replaced or expired.
 * @throws MemberExistsError as `proveAddress`.
 * @throws SignInUnavailableError when the directory is too busy; the link stays valid.
 */
export async function activate(
  deps: ActivateDeps,
  { token, password }: { token: string; password?: string },
  context: ActivationContext,
): Promise<Activated> {
  const broken = password === undefined ? [] : brokenRules(password);
  if (broken.length > 0) throw new WeakPasswordError(broken);
  return untilSaved({ ...race, pause: deps.pause }, async () => {
    const open = await openActivation(deps.activations, token, context.now);
    const { activation, customer } = open;
    const memberId = memberIdOf(customer.id, activation.email);
    if (activation.usedAt !== undefined) return { customerId: customer.id, memberId };
    if (activation.purpose === 'email') {
      const outcome = await proveAddress(deps, open, context);
      return outcome === 'saved' ? { customerId: customer.id, memberId } : overtaken;
    }
    const { subject } = await withPassword(deps, activation.email, password);
    const isAnother = open.member?.subject !== undefined && open.member.subject !== subject;
    if (isAnother) throw new ActivationGoneError();
    const outcome = await deps.activations.use(useOf(open, subject, context));
    return outcome === 'saved' ? { customerId: customer.id, memberId } : overtaken;
  });
}

/** Who has rows already keeps the password: this link proves a mailbox, not that it was forgotten. */
async function withPassword(
  { activations, users }: ActivateDeps,
  email: string,
  password: string | undefined,
): Promise<DirectoryUser> {
  const user = await userOf(users, email, password !== undefined);
  if (user && (await activations.isBound(user.subject))) return user;
  const rules = brokenRules(password ?? '');
  if (!user || password === undefined) throw new WeakPasswordError(rules);
  if ((await users.setPassword(user.subject, password)) === 'refused')
    throw new WeakPasswordError([{ path: 'password', message: 'was used before, or is too weak' }]);
  return user;
}

async function userOf(users: UserDirectory, email: string, mayCreate: boolean) {
  const created = mayCreate ? await users.create(email) : 'exists';
  return created === 'exists' ? users.find(email) : created;
}

function useOf(
  { activation, customer, member }: OpenActivation,
  subject: string,
  context: ActivationContext,
): ActivationUse {
  const { now, randomBytes, requestId } = context;
  const usedAt = now.toISOString();
  const made = member ?? ownerOf(customer, activation.email, usedAt);
  const isGuest = activation.purpose === 'customer';
  const { state: _, ...active } = writtenAgain(customer, now);
  const members = customer.places.members + (member ? 0 : 1);
  return {
    activation: { ...activation, usedAt },
    customer: isGuest
      ? { ...active, places: { ...customer.places, members } }
      : writtenAgain(customer, now),
    member: { ...made, ...(isGuest && { role: 'owner' as const }), subject },
    audit: auditEntry(
      { ...context, caller: { kind: 'person', subject, roles: [] } },
      {
        action: isGuest ? 'customer.activated' : 'member.activated',
        subject: isGuest ? customer.id : made.id,
        before: { state: isGuest ? 'inactive' : 'invited' },
        after: { memberId: made.id },
      },
    ),
    ...(isGuest && {
      event: {
        id: newId('evt', now, randomBytes(10)),
        type: 'customer.activated',
        occurredAt: usedAt,
        requestId,
        data: { customerId: customer.id },
      },
    }),
  };
}

const ownerOf = ({ id: customerId, name }: Customer, email: string, addedAt: string): Member => ({
  id: memberIdOf(customerId, email),
  customerId,
  email,
  name,
  role: 'owner',
  addedAt,
});
