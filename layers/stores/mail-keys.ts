import type { MessageKey } from '#domain/messages/message';
import { indexes, type Key } from './keys.ts';

/** Keys of mails and mailboxes; see docs/access-patterns.md. */
export const mailKeys = {
  /** Where all mails of a customer are together, in the order of their events. */
  message: ({ owner, eventId }: MessageKey): Key => ({
    pk: mailKeys.messagesOf(owner),
    sk: eventId,
  }),
  messagesOf: (owner: string): string => `MESSAGES#${owner}`,
  /** What is known of a mailbox, by a hash with a key. */
  mailboxStanding: (name: string): Key => ({ pk: `MAIL_STANDING#${name}`, sk: 'STANDING' }),
};

/** In the index of what did not arrive; all others are found with whom they concern. */
export const indexOfUndelivered = ({ owner, eventId }: MessageKey) =>
  indexes.collection('UNDELIVERED_MAILS', `${eventId}#${owner}`);
