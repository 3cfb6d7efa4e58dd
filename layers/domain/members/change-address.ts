import { secondsUntil, TooManyError } from '../access/abuse-errors.ts';
import type { ActivationTokens } from '../access/activation-token.ts';
import {
  type ActivationContext,
  nextMailAt,
  requestActivation,
  withNextLink,
} from '../activations/activation.ts';
import { ActivationGoneError } from '../activations/activation-errors.ts';
import type { OpenActivation } from '../activations/read-activation.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { writtenAgain } from '../customers/customer.ts';
import { isOpen } from '../customers/guest-customer.ts';
import { ForbiddenError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { AddressMove, AddressStore, BoundMember, OwnRow } from './address-store.ts';
import { mailboxHash } from './mailbox.ts';
import { memberIdOf } from './member.ts';
import { MemberExistsError } from './member-errors.ts';
import type { UserDirectory } from './user-directory.ts';

export type AskForAddressDeps = {
  addresses: Pick<AddressStore, 'rowsOf' | 'ask'>;
  tokens: ActivationTokens;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Mails a link to the address that a person wants to sign in with, and a notice to the present one.
 * Nothing else changes before the new mailbox is proven, and whether anybody has it already is not
 * looked up: whoever asks learns nothing of it. The next request replaces the link.
 *
 * @throws ForbiddenError for somebody who belongs to no customer.
 * @throws MemberExistsError when it is their address already.
 * @throws TooManyError when links were mailed a moment ago, or three times today.
 */
export async function askForAddress(
  { addresses, tokens, pause }: AskForAddressDeps,
  email: string,
  context: AuditContext,
): Promise<{ customerId: string; memberId: string }> {
  const { now, caller } = context;
  return untilSaved({ ...race, pause }, async () => {
    const row = holderOf(await addresses.rowsOf(caller.subject));
    if (!row) throw new ForbiddenError('You are not a member of any customer.');
    const { member, customer } = row;
    const { id: memberId, customerId } = member;
    if (mailboxHash(member.email) === mailboxHash(email)) throw new MemberExistsError();
    const mayMailAt = nextMailAt(member, now);
    if (mayMailAt > now.getTime())
      throw new TooManyError(
        'too_many_links',
        'A link was mailed less than a minute ago, or three were today. Wait, then ask again.',
        secondsUntil(mayMailAt, now),
      );
    // Versions of before may have begun at any number, and a link's hash must be new.
    const { activationVersion = now.getTime() } = member;
    const next = withNextLink({ ...member, activationVersion }, now);
    const link = { purpose: 'email', customerId, memberId, email } as const;
    const outcome = await addresses.ask({
      customer: writtenAgain(customer, now),
      member: next,
      activation: requestActivation(tokens, { ...link, version: next.activationVersion }, context),
      audit: auditEntry(context, {
        action: 'member.email_change_requested',
        subject: memberId,
        before: null,
        after: { customerId },
      }),
    });
    return outcome === 'saved' ? { customerId, memberId } : overtaken;
  });
}

/** One row of a person holds the link, so that there is only one: the oldest that is open. */
const holderOf = (rows: readonly OwnRow[]): OwnRow | undefined =>
  rows
    .filter(({ customer }) => isOpen(customer))
    .toSorted((a, b) => (sinceOf(a) < sinceOf(b) ? -1 : 1))[0];

const sinceOf = ({ member }: OwnRow): string => `${member.addedAt} ${member.id}`;

export type ProveAddressDeps = {
  addresses: Pick<AddressStore, 'rowsOf' | 'isMember' | 'move'>;
  users: Pick<UserDirectory, 'changeAddress' | 'signOutEverywhere'>;
};

/**
 * Gives a person the address that the link has proven: in the directory, then in every row with the
 * address of before, the link's own last. Sessions of before end. What was issued keeps the old
 * address.
 *
 * Safe to repeat after a crash between any two steps, with the same link: a person whose address the
 * directory knows already is the same person, and a row that was moved is not found again.
 *
 * @throws MemberExistsError when somebody signs in with this address already, or the customer has a
 * member with it: the reader of the mailbox may know.
 * @throws ActivationGoneError when the person does not sign in any more.
 */
export async function proveAddress(
  { addresses, users }: ProveAddressDeps,
  { activation, customer, member }: OpenActivation,
  context: ActivationContext,
): Promise<'saved' | 'stale'> {
  const { email } = activation;
  if (!isBound(member)) throw new ActivationGoneError();
  const { subject } = member;
  const isTaken = ({ id: customerId }: OwnRow['customer']) =>
    addresses.isMember(customerId, memberIdOf(customerId, email));
  if (await isTaken(customer)) throw new MemberExistsError();
  const answer = await users.changeAddress(subject, email);
  if (answer === 'taken') throw new MemberExistsError();
  if (answer === 'gone') throw new ActivationGoneError();
  await users.signOutEverywhere(subject);
  const others = (await addresses.rowsOf(subject)).filter(
    (row) => row.member.id !== member.id && hasSameMailbox(row.member, member),
  );
  for (const row of others) {
    // Where the new address is invited already, the person keeps the row with the old one.
    if (await isTaken(row.customer)) continue;
    if ((await addresses.move(moveOf(row, email, context))) === 'stale') return 'stale';
  }
  const used = { ...activation, usedAt: context.now.toISOString() };
  return addresses.move({ ...moveOf({ member, customer }, email, context), used });
}

const isBound = (member: OpenActivation['member']): member is BoundMember =>
  member?.subject !== undefined;

const hasSameMailbox = (one: { email: string }, other: { email: string }): boolean =>
  mailboxHash(one.email) === mailboxHash(other.email);

/** More than anybody gets before the links of the first one expire: three a day, for two days. */
const formerIdsMax = 10;

/** Bills that went to an owner's mailbox go to the new one. */
function moveOf(
  { member, customer }: OwnRow,
  email: string,
  context: ActivationContext,
): AddressMove {
  const { now } = context;
  const { id: customerId } = customer;
  const to = {
    ...member,
    id: memberIdOf(customerId, email),
    email,
    formerIds: [...(member.formerIds ?? []), member.id].slice(-formerIdsMax),
    revokedAt: now.toISOString(),
  };
  const isBilled = member.role === 'owner' && hasSameMailbox(customer, member);
  const caller = { kind: 'person' as const, subject: member.subject, roles: [] };
  return {
    customer: writtenAgain({ ...customer, ...(isBilled && { email }) }, now),
    from: member,
    to,
    audit: auditEntry(
      { ...context, caller },
      {
        action: 'member.email_changed',
        subject: to.id,
        before: { customerId, memberId: member.id },
        after: { customerId, memberId: to.id, isBilled },
      },
    ),
  };
}
