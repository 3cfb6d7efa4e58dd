import { mailboxNames } from '#domain/messages/mailbox-name';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { MailboxStandings } from '#stores/mailbox-standings';
import { now } from './clock.ts';
import { mainTable } from './main-table.ts';

const readKeys = secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER'));

/** What is known of mailboxes, whose names are made with the key of client tokens. */
export const mailboxes = new MailboxStandings(
  mainTable,
  async (address) => mailboxNames(address, await readKeys()),
  now,
);
