import { hashOfToken } from '../access/activation-token.ts';
import type { Customer } from '../customers/customer.ts';
import { mailboxHash, masked } from '../members/mailbox.ts';
import type { Activation } from './activation.ts';
import { ActivationGoneError } from './activation-errors.ts';
import type { ActivationStore, StoredActivation } from './activation-store.ts';

/** A double click, or an answer that was lost, is not an error. */
const repeatableMs = 2 * 60_000;

export type OpenActivation = Required<Pick<StoredActivation, 'activation' | 'customer'>> &
  StoredActivation;

/**
 * Finds what a token opens; an empty one opens nothing.
 *
 * @throws ActivationGoneError when it is unknown, used, replaced or expired.
 */
export async function openActivation(
  activations: Pick<ActivationStore, 'find'>,
  token: string,
  now: Date,
): Promise<OpenActivation> {
  const found = token === '' ? undefined : await activations.find(hashOfToken(token));
  if (!found?.customer || !isOpenActivation(found, now)) throw new ActivationGoneError();
  return { ...found, customer: found.customer };
}

/** A used one stays open for a moment, so that the same click is answered alike. */
export function isOpenActivation(
  { activation, customer, member }: StoredActivation,
  now: Date,
): boolean {
  const { usedAt, expiresAt, version, purpose } = activation;
  if (customer?.archivedAt !== undefined || customer?.state === 'erased') return false;
  if (usedAt !== undefined) return now.getTime() - Date.parse(usedAt) < repeatableMs;
  const { activationVersion } = (purpose === 'customer' ? customer : member) ?? {};
  const isOpen = {
    // An administrator may have corrected the address: then the link went to somebody else.
    customer: customer?.state === 'inactive' && isMailboxOf(customer, activation),
    member: member !== undefined,
    email: member?.subject !== undefined,
  }[purpose];
  return isOpen && version === activationVersion && now.toISOString() < expiresAt;
}

const isMailboxOf = (customer: Customer, { email }: Activation): boolean =>
  mailboxHash(customer.email) === mailboxHash(email);

/** What the page shows: who the mail was for, without revealing it to whoever looks on. */
export type ActivationPreview = {
  /** `z…@b….example` */
  email: string;
  purpose: Activation['purpose'];
  /** Somebody with this mailbox signs in already, and keeps the password. */
  hasPassword: boolean;
  expiresAt: string;
};

/**
 * Reading consumes nothing: mail scanners open every link.
 *
 * @throws ActivationGoneError as `openActivation`.
 */
export async function readActivation(
  activations: Pick<ActivationStore, 'find' | 'isKnown'>,
  token: string,
  now: Date,
): Promise<ActivationPreview> {
  const { activation } = await openActivation(activations, token, now);
  const { email, purpose, expiresAt } = activation;
  const hasPassword = purpose === 'email' || (await activations.isKnown(email));
  return { email: masked(email), purpose, hasPassword, expiresAt };
}
