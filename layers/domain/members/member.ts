import { createHash } from 'node:crypto';
import { mailboxOf } from './mailbox.ts';

/** Somebody who may sign in for a customer. */
export type Member = {
  /** `mem_…`, made of customer and address: an address is a customer's member once. */
  id: string;
  customerId: string;
  email: string;
  name?: string;
  role: 'owner' | 'member';
  /** ISO 8601 UTC. */
  addedAt: string;
  /** Who signs in for it: tied at the first sign-in with the verified address, and to nobody else. */
  subject?: string;
  /** ISO 8601 UTC. Tokens that were issued before open nothing any more. */
  revokedAt?: string;
};

/** By the mailbox, however its address is written. */
export const memberIdOf = (customerId: string, email: string): string =>
  `mem_${createHash('sha256')
    .update(`${customerId}\n${mailboxOf(email)}`)
    .digest('hex')
    .slice(0, 32)}`;
