import { createHash } from 'node:crypto';
import type { Customer } from '../customers/customer.ts';
import { mailboxOf } from './mailbox.ts';

/** A person who may sign in for a customer. */
export type Member = {
  /** `mem_…`, derived from customer and address, so an address is a member only once. */
  id: string;
  customerId: string;
  email: string;
  name?: string;
  role: 'owner' | 'member';
  /** ISO 8601 UTC. */
  addedAt: string;
  /** The person, bound at the first sign-in with the verified address, and never changed. */
  subject?: string;
  /** ISO 8601 UTC. Tokens issued earlier are refused. */
  revokedAt?: string;
  /** Of addresses of before, the newest last: their links may not have expired yet. */
  formerIds?: string[];
  /** The version of the invitation that counts, and its mails, as a customer's. */
  activationVersion?: number;
  activationMails?: Customer['activationMails'];
};

/** Based on the mailbox, however the address is written. */
export const memberIdOf = (customerId: string, email: string): string =>
  `mem_${createHash('sha256')
    .update(`${customerId}\n${mailboxOf(email)}`)
    .digest('hex')
    .slice(0, 32)}`;
