import { createHash } from 'node:crypto';

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
};

/** Upper and lower case are the same mailbox, as they are for signing in. */
export const memberIdOf = (customerId: string, email: string): string =>
  `mem_${createHash('sha256')
    .update(`${customerId}\n${email.toLowerCase()}`)
    .digest('hex')
    .slice(0, 32)}`;
