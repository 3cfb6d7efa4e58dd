import type { Membership, Memberships, PersonAtMailbox } from '#domain/access/identify-person';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import { readCustomer } from './customer-store.ts';
import { indexes, keys } from './keys.ts';
import { isMember, memberFrom } from './member-rows.ts';
import {
  markedComplete,
  membershipRemoved,
  membershipSet,
  membershipsFrom,
  placeOf,
} from './membership-rows.ts';
import { keyOf } from './stored.ts';
import type { Condition, Item, Table, Write } from './table.ts';

/**
 * Reads all memberships of a person at once: one item by person, one by mailbox, written together
 * with the members' rows. Whoever was a member before these items existed is found by the indexes,
 * once, and then stands in them.
 */
export class DynamoMemberships implements Memberships {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(person: PersonAtMailbox): Promise<Membership[]> {
    const { isComplete, memberships } = await this.read(person);
    if (isComplete) return memberships;
    await this.complete(person, memberships);
    return (await this.read(person)).memberships;
  }

  async tie(
    { member, isCustomerArchived }: Membership,
    { subject, email }: PersonAtMailbox,
  ): Promise<boolean> {
    const { id, customerId } = member;
    const person = keys.membershipsOfPerson(subject);
    const refusals = await this.#table.writeTogether([
      tied(member, subject),
      membershipSet(person, { member, isCustomerArchived }),
      ...(email === undefined
        ? []
        : [membershipRemoved(keys.membershipsOfMailbox(mailboxHash(email)), id)]),
      customerAsRead(customerId, isCustomerArchived),
    ]);
    return refusals === undefined;
  }

  private async read({ subject, email }: PersonAtMailbox) {
    const person = keys.membershipsOfPerson(subject);
    const mailbox = email === undefined ? [] : [keys.membershipsOfMailbox(mailboxHash(email))];
    const items = await this.#table.getMany([person, ...mailbox], { isConsistent: true });
    const read = items.map((item) =>
      membershipsFrom(item, item.pk === person.pk ? subject : undefined),
    );
    const found = read.flatMap(({ memberships }) => memberships);
    // The person's own item comes first, and wins.
    const byMember = new Map(found.toReversed().map((one) => [one.member.id, one]));
    return {
      isComplete: read.some(({ isComplete }) => isComplete),
      memberships: [...byMember.values()].toReversed(),
    };
  }

  /** By the indexes, which may be behind; only the rows are trusted. */
  private async complete(
    { subject, email }: PersonAtMailbox,
    known: readonly Membership[],
  ): Promise<void> {
    const [tied, invited] = await Promise.all([
      this.rowsIn('collection', indexes.person(subject, '').collectionPk),
      email === undefined
        ? []
        : this.rowsIn('owner', indexes.mailbox(mailboxHash(email), '').ownerPk),
    ]);
    const theirs = tied.filter((member) => member.subject === subject);
    const unbound = invited.filter((member) => member.subject === undefined);
    const missing = [...theirs, ...unbound].filter(
      ({ id }) => !known.some(({ member }) => member.id === id),
    );
    const outcomes = await Promise.all(missing.map((member) => this.adopt(member)));
    if (outcomes.every((isAdopted) => isAdopted)) await this.#table.write(markedComplete(subject));
  }

  /** Writes of a member's row what `memberWrites` writes beside it; false when it was changed. */
  private async adopt(member: Member): Promise<boolean> {
    const customer = await readCustomer(this.#table, member.customerId);
    // Its people are out at once, before the job has removed their rows.
    if (customer?.state === 'erased') return true;
    const isCustomerArchived = customer?.archivedAt !== undefined;
    const { subject } = member;
    if (subject !== undefined) return this.tie({ member, isCustomerArchived }, { subject });
    const refusals = await this.#table.writeTogether([
      untied(member),
      membershipSet(placeOf(member), { member, isCustomerArchived }),
      customerAsRead(member.customerId, isCustomerArchived),
    ]);
    return refusals === undefined;
  }

  private async rowsIn(index: 'collection' | 'owner', pk: string) {
    const { items } = await this.#table.query({
      IndexName: index,
      KeyConditionExpression: `${index}Pk = :pk`,
      values: { ':pk': pk },
    });
    const rows = await Promise.all(items.map((item) => this.#table.get(keyOf(item))));
    return rows.flatMap((row) => (row && isMember(row) ? [memberFrom(row)] : []));
  }
}

/** Refused when the row is another person's, was removed, or says something else by now. */
function tied(member: Membership['member'], subject: string): Write {
  const { collectionPk, collectionSk } = indexes.person(subject, member.id);
  return {
    update: {
      key: keys.member(member.customerId, member.id),
      expression: 'SET subject = :subject, collectionPk = :pk, collectionSk = :sk',
      values: { ':pk': collectionPk, ':sk': collectionSk },
      condition: asRead(member, '(attribute_not_exists(subject) OR subject = :subject)', {
        ':subject': subject,
      }),
    },
  };
}

/** Changes nothing; refused when the row is somebody's, was removed, or says something else. */
const untied = (member: Member): Write => ({
  update: {
    key: keys.member(member.customerId, member.id),
    expression: 'SET id = :id',
    values: { ':id': member.id },
    condition: asRead(member, 'attribute_not_exists(subject)'),
  },
});

const asRead = (
  { role, revokedAt }: Membership['member'],
  isFree: string,
  values: Item = {},
): Condition => ({
  expression: [
    'attribute_exists(email)',
    '#role = :role',
    revokedAt === undefined ? 'attribute_not_exists(revokedAt)' : 'revokedAt = :revokedAt',
    isFree,
  ].join(' AND '),
  names: { '#role': 'role' },
  values: { ...values, ':role': role, ...(revokedAt !== undefined && { ':revokedAt': revokedAt }) },
});

/** Changes nothing: it fails the transaction when the customer was archived or restored meanwhile. */
const customerAsRead = (customerId: string, isArchived: boolean): Write => ({
  update: {
    key: keys.customer(customerId),
    expression: 'SET id = :id',
    values: { ':id': customerId },
    condition: {
      expression: isArchived
        ? 'attribute_exists(archivedAt)'
        : 'attribute_exists(pk) AND attribute_not_exists(archivedAt)',
    },
  },
});
