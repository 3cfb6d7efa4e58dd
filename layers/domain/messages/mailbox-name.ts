import { createHmac } from 'node:crypto';
import { mailboxOf } from '../members/mailbox.ts';

/**
 * Names for a mailbox of which the address cannot be guessed, one for each live key: a plain hash
 * would answer to whoever tries addresses, and says that somebody's mails bounced.
 */
export const mailboxNames = (address: string, keys: readonly string[]): string[] =>
  keys.map((key) =>
    createHmac('sha256', key)
      .update(`mailbox:${mailboxOf(address)}`)
      .digest('hex')
      .slice(0, 32),
  );
