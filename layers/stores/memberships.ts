import type { Membership, Memberships } from '#domain/access/identify-person';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import { readCustomer } from './customer-store.ts';
import { indexes, type Key, keys } from './keys.ts';
import { isMember, memberFrom } from './member-store.ts';
import { keyOf } from './stored.ts';
import type { Table } from './table.ts';

/** Finds members' rows by the indexes, but trusts only the rows: an index may be behind. */
export class DynamoMemberships implements Memberships {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find({ subject, email }: { subject: string; email?: string }): Promise<Membership[]> {
    const [tied, invited] = await Promise.all([
      this.keysIn('collection', indexes.person(subject, '').collectionPk),
      email === undefined
        ? []
        : this.keysIn('owner', indexes.mailbox(mailboxHash(email), '').ownerPk),
    ]);
    const places = new Map([...tied, ...invited].map((key) => [key.sk, key]));
    const rows = await Promise.all([...places.values()].map((key) => this.read(key)));
    return rows.filter((row) => row !== undefined);
  }

  async tie({ customerId, id }: Member, subject: string): Promise<boolean> {
    const { collectionPk, collectionSk } = indexes.person(subject, id);
    const refusal = await this.#table.write({
      update: {
        key: keys.member(customerId, id),
        expression: 'SET subject = :subject, collectionPk = :pk, collectionSk = :sk',
        values: { ':pk': collectionPk, ':sk': collectionSk },
        condition: {
          expression:
            'attribute_exists(email) AND (attribute_not_exists(subject) OR subject = :subject)',
          values: { ':subject': subject },
        },
      },
    });
    return refusal === undefined;
  }

  private async keysIn(index: 'collection' | 'owner', pk: string): Promise<Key[]> {
    const { items } = await this.#table.query({
      IndexName: index,
      KeyConditionExpression: `${index}Pk = :pk`,
      values: { ':pk': pk },
    });
    return items.map(keyOf);
  }

  private async read(key: Key): Promise<Membership | undefined> {
    const item = await this.#table.get(key);
    if (!item || !isMember(item)) return undefined;
    const member = memberFrom(item);
    const customer = await readCustomer(this.#table, member.customerId);
    return { member, isCustomerArchived: customer?.archivedAt !== undefined };
  }
}
