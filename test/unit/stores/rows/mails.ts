import fc from 'fast-check';
import type { MailFact, SentMail } from '#domain/messages/fate';
import { mailboxNames } from '#domain/messages/mailbox-name';
import type { MailboxStanding } from '#domain/messages/suppression';
import { DynamoFateStore } from '#stores/fate-store';
import { MailboxStandings } from '#stores/mailbox-standings';
import { DynamoMessageStore } from '#stores/message-store';
import type { Table } from '#stores/table';
import { anyInstant, anyText } from '#test/any-values';
import { aMessage, sentToBuyer } from '#test/messages';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const now = () => new Date('2026-11-21T12:00:00.000Z');

const mailboxesOf = (table: Table) =>
  new MailboxStandings(table, async (address) => mailboxNames(address, ['key']), now);

type Sent = { buyer: SentMail; fact: MailFact };

const fateOfMail = rowsOf<Sent>({
  name: 'the mails about an event',
  reader: 'message-rows.ts messageFrom',
  keys: ['message'],
  example: {
    buyer: { to: 'z…@b….example', held: 'bounced' },
    fact: { kind: 'delivered', at: '2026-11-21T10:06:01.000Z' },
  },
  any: fc.record({
    buyer: fc.record({ to: anyText }),
    fact: fc.record({
      kind: fc.constantFrom('delivered' as const, 'delayed' as const),
      at: anyInstant,
    }),
  }),
  async write(table, { buyer, fact }) {
    const store = new DynamoMessageStore(table, now);
    const message = aMessage();
    await store.claim(message);
    await store.release(message, sentToBuyer({ mails: { buyer } }));
    await new DynamoFateStore(table, mailboxesOf(table)).addFact(
      { ...message, name: 'buyer' },
      fact,
    );
  },
  async read(table, { fact }) {
    const found = await new DynamoFateStore(table, mailboxesOf(table)).find(aMessage());
    return found && { buyer: found.mails.buyer!, fact: found.facts.buyer![fact.kind]! };
  },
  pk: 'MESSAGES#',
  sk: 'evt_1',
  required: {
    owner: '',
    eventId: 7,
    cause: 'none',
    'cause.type': '',
    'cause.occurredAt': 'today',
    'cause.requestId': 7,
    'cause.data': [],
    leaseUntil: '0',
    mails: [],
    'mails.buyer.to': '',
    facts: 'none',
    'facts.buyer:delivered.kind': 'opened',
    'facts.buyer:delivered.at': 'soon',
  },
  optional: {
    'cause.data.invoiceId': 7,
    allSentAt: true,
    sent: 'buyer',
    'sent.0': 7,
    'mails.buyer.held': 'by hand',
  },
  calls: (field) => field.split('.')[0]!,
});

const standing = rowsOf<MailboxStanding>({
  name: 'the standing of a mailbox',
  reader: 'mailbox-standings.ts standingFrom',
  keys: ['mailboxStanding'],
  example: {
    bouncedAt: '2026-11-21T10:06:01.000Z',
    complainedAt: '2026-11-21T10:06:01.000Z',
    liftedAt: '2026-11-21T10:06:02.000Z',
    undelivered: [{ id: 'feedback-1', at: '2026-11-21T10:06:01.000Z' }],
  },
  any: fc.record({
    bouncedAt: anyInstant,
    undelivered: fc.array(fc.record({ id: anyText, at: anyInstant })),
  }),
  async write(table, after) {
    const address = 'zoe@bakery.example';
    const mailboxes = mailboxesOf(table);
    await table.write(await mailboxes.writeOf(address, await mailboxes.read(address), after));
  },
  read: (table) => mailboxesOf(table).glanceAt('zoe@bakery.example'),
  pk: 'MAIL_STANDING#',
  sk: 'STANDING',
  required: {
    version: -1,
    undelivered: 'none',
    'undelivered.0.id': '',
    'undelivered.0.at': 'today',
  },
  optional: { bouncedAt: 'today', complainedAt: '', liftedAt: 7 },
});

export const rowsOfMails: Rows[] = [fateOfMail, standing];
