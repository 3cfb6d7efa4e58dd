import type { MailFact } from '#domain/messages/fate';
import type { MailKey, MessageKey, StoredMessage } from '#domain/messages/message';
import type { FateStore, ResentMessage, StoredStanding } from '#domain/messages/message-store';
import { auditWrite } from './audit-trail.ts';
import { indexOfUndelivered, mailKeys } from './mail-keys.ts';
import type { MailboxStandings } from './mailbox-standings.ts';
import { factName, storedMessageOf } from './message-rows.ts';
import { eventWrite } from './outbox.ts';
import type { Table } from './table.ts';

/** What became of mails, and of the mailboxes that they went to. */
export class DynamoFateStore implements FateStore {
  readonly #table: Table;
  readonly #mailboxes: MailboxStandings;

  constructor(table: Table, mailboxes: MailboxStandings) {
    this.#table = table;
    this.#mailboxes = mailboxes;
  }

  async find(key: MessageKey): Promise<StoredMessage | undefined> {
    const item = await this.#table.get(mailKeys.message(key));
    return item && storedMessageOf(item);
  }

  standing(address: string): Promise<StoredStanding> {
    return this.#mailboxes.read(address);
  }

  async addFact(key: MailKey, fact: MailFact): Promise<boolean> {
    const refusal = await this.#table.write({
      update: {
        key: mailKeys.message(key),
        // The first one stays, for whatever comes twice.
        expression: 'SET facts.#fact = if_not_exists(facts.#fact, :fact)',
        names: { '#fact': factName(key.name, fact) },
        values: { ':fact': fact },
        condition: { expression: 'attribute_exists(pk)' },
      },
    });
    if (refusal && !refusal.existing && (await this.find(key)))
      throw new Error('somebody else is writing the message');
    return !refusal;
  }

  async resend({ event, audit, lifting }: ResentMessage): Promise<boolean> {
    const refusals = await this.#table.writeTogether([
      eventWrite(event),
      auditWrite(audit),
      ...(lifting
        ? [await this.#mailboxes.writeOf(lifting.address, lifting.before, lifting.after)]
        : []),
    ]);
    return !refusals;
  }

  async addTrouble({
    key,
    fact,
    address,
    before,
    after,
    events,
  }: Parameters<FateStore['addTrouble']>[0]): Promise<boolean> {
    const { collectionPk, collectionSk } = indexOfUndelivered(key);
    const refusals = await this.#table.writeTogether([
      {
        update: {
          key: mailKeys.message(key),
          expression: 'SET facts.#fact = :fact, collectionPk = :pk, collectionSk = :sk',
          names: { '#fact': factName(key.name, fact) },
          values: { ':fact': fact, ':pk': collectionPk, ':sk': collectionSk },
          condition: {
            expression: 'attribute_exists(pk) AND attribute_not_exists(facts.#fact)',
          },
        },
      },
      await this.#mailboxes.writeOf(address, before, after),
      ...events.map(eventWrite),
    ]);
    return !refusals;
  }
}
