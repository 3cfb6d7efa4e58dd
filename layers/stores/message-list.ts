import { stateOf } from '#domain/messages/fate';
import type { StoredMessage, Subject } from '#domain/messages/message';
import type { MessageFilter, MessageList, MessagePage } from '#domain/messages/message-store';
import { partitionOf } from './cursors.ts';
import { listIndex } from './index-list.ts';
import { keys } from './keys.ts';
import { mailKeys } from './mail-keys.ts';
import { storedMessageOf } from './message-rows.ts';
import { listPartitions } from './partitions.ts';
import type { Table } from './table.ts';

type Page = { limit: number; cursor?: string };

const undelivered = partitionOf('UNDELIVERED_MAILS', { index: 'collection' });

/** What was sent to whom: by customer, payment or invoice; of all, what did not arrive. */
export class DynamoMessageList implements MessageList {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async list(subject: Subject, filter: MessageFilter, page: Page): Promise<MessagePage> {
    const isWanted = (message: StoredMessage) =>
      isAbout(message, subject) && hasState(message, filter);
    const owners = await this.#ownersOf(subject);
    if (owners.length > 0) {
      const { items, nextCursor } = await listPartitions(this.#table, {
        ...page,
        partitions: owners.map(mailKeys.messagesOf),
        matches: (item) => isWanted(storedMessageOf(item)),
      });
      return { messages: items.map(storedMessageOf), nextCursor };
    }
    const { rows, nextCursor } = await listIndex(
      this.#table,
      {
        reading: { ...undelivered, index: 'collection' },
        start: { partition: undelivered.partition },
        rowFrom: storedMessageOf,
        matches: isWanted,
      },
      page,
    );
    return { messages: rows, nextCursor };
  }

  /** With whom the messages may stand: the customer, or the thing itself when it has none. */
  async #ownersOf({ customerId, paymentId, invoiceId }: Subject): Promise<string[]> {
    if (customerId !== undefined) return [customerId];
    const owners = new Set<string>();
    if (paymentId !== undefined) {
      const payment = await this.#table.get(keys.payment(paymentId));
      const { customerId: named } = (payment?.buyer ?? {}) as Subject;
      for (const owner of [named, paymentId]) if (owner !== undefined) owners.add(owner);
    }
    if (invoiceId !== undefined) {
      const invoice = ((await this.#table.get(keys.invoice(invoiceId))) ?? {}) as Subject;
      for (const owner of [invoice.customerId, invoice.paymentId, invoiceId])
        if (owner !== undefined) owners.add(owner);
    }
    return [...owners];
  }
}

const isAbout = ({ subject, cause }: StoredMessage, asked: Subject): boolean =>
  (['paymentId', 'invoiceId'] as const).every(
    (name) =>
      asked[name] === undefined ||
      asked[name] === subject[name] ||
      asked[name] === cause.data[name],
  );

const hasState = ({ mails, facts }: StoredMessage, { state }: MessageFilter): boolean =>
  state === undefined ||
  Object.entries(mails).some(([name, mail]) => stateOf(mail, facts[name] ?? {}) === state);
