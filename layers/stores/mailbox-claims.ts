import { text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Part, type Table, type Write } from './table.ts';

export type MailboxClaim = { mailbox: string; customerId: string };

/** Claims a free mailbox, or takes it over from the customer that is named. */
export const claimWrite = ({
  mailbox,
  customerId,
  before,
}: MailboxClaim & { before?: string }): Write => ({
  put: {
    key: keys.mailboxClaim(mailbox),
    item: { mailbox, customerId },
    condition:
      before === undefined
        ? keyIsFree
        : { expression: 'customerId = :before', values: { ':before': before } },
  },
});

/** Gives a mailbox back that this customer has claimed. */
export const releaseOf = ({ mailbox, customerId }: MailboxClaim): Part => ({
  remove: {
    key: keys.mailboxClaim(mailbox),
    condition: { expression: 'customerId = :own', values: { ':own': customerId } },
  },
});

export async function readClaim(table: Table, mailbox: string): Promise<MailboxClaim | undefined> {
  const item = await table.get(keys.mailboxClaim(mailbox));
  return item && claimFrom(item);
}

const claimFrom = stored<MailboxClaim>({ mailbox: text, customerId: text });
