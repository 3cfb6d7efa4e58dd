import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { membershipsOf } from '#domain/access/identify-person';
import type { Customer } from '#domain/customers/customer';
import { mailboxHash } from '#domain/members/mailbox';
import { type Member, memberIdOf } from '#domain/members/member';
import { DynamoCustomerStore } from '#stores/customer-store';
import { indexes, keys } from '#stores/keys';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoMemberships } from '#stores/memberships';
import { Table } from '#stores/table';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { nextOf } from '../../contracts/customer-store.ts';
import { describeMemberships } from '../../contracts/memberships.ts';

const storesOver = (table: Table) => ({
  memberships: new DynamoMemberships(table),
  members: new DynamoMemberStore(table),
  customers: new DynamoCustomerStore(table),
});

describeMemberships('a table in memory', async () => storesOver(new MemoryTable().table));

const person = { subject: 'koffi', email: 'koffi@example.com' };

/** A table that counts the requests that read it. */
function countedTable() {
  const memory = new MemoryTable();
  const asked: string[] = [];
  const client = {
    send(command: Parameters<MemoryTable['send']>[0]) {
      asked.push(command.constructor.name);
      return memory.send(command);
    },
  } as unknown as DynamoDBClient;
  const table = new Table(client, 'main');
  const askedBy = async (act: () => Promise<unknown>) => {
    asked.length = 0;
    await act();
    return [...asked];
  };
  return { memory, table, askedBy };
}

const aMemberOf = (customerId: string, more: Partial<Member> = {}): Member => ({
  id: memberIdOf(customerId, person.email),
  customerId,
  email: person.email,
  role: 'member',
  addedAt: '2026-11-21T10:00:00.000Z',
  ...more,
});

async function setup(customerCount = 1) {
  const counted = countedTable();
  const stores = storesOver(counted.table);
  const ofCustomers = Array.from({ length: customerCount }, () => aCustomer());
  for (const customer of ofCustomers) await stores.customers.createOrGet(customer, anAuditEntry());
  const find = () => membershipsOf(stores.memberships, person);
  /** As a release wrote them that knew the members' own rows alone. */
  const storeAsBefore = (member: Member) =>
    counted.table.write({
      put: {
        key: keys.member(member.customerId, member.id),
        item: {
          ...member,
          ...indexes.mailbox(mailboxHash(member.email), member.id),
          ...(member.subject !== undefined && indexes.person(member.subject, member.id)),
        },
      },
    });
  return { ...counted, ...stores, ofCustomers, find, storeAsBefore };
}

describe('a person costs one read', () => {
  test('whoever belongs to one customer, to several or to none', async () => {
    for (const customerCount of [1, 3, 0]) {
      const { ofCustomers, members, find, askedBy } = await setup(customerCount);
      for (const customer of ofCustomers)
        await members.add(aMemberOf(customer.id), {
          customer: nextOf(customer),
          audit: anAuditEntry(),
        });
      await find();
      const seen: unknown[] = [];
      const asked = await askedBy(async () => seen.push(...(await find())));
      expect(asked).toEqual(['BatchGetItemCommand']);
      expect(seen).toHaveLength(customerCount);
    }
  });

  test('and none of the derived items holds an address', async () => {
    const { ofCustomers, members, find, memory } = await setup();
    const [customer] = ofCustomers;
    await members.add(aMemberOf(customer!.id, { name: 'Koffi' }), {
      customer: nextOf(customer!),
      audit: anAuditEntry(),
    });
    const derived = () => memory.rows().filter(({ sk }) => sk === 'MEMBERSHIPS');
    expect(JSON.stringify(derived())).not.toMatch(/koffi/i);
    await find();
    expect(derived()).toHaveLength(2);
    expect(JSON.stringify(derived())).not.toMatch(/koffi@|Koffi/);
  });
});

describe('members of before these items existed', () => {
  test('are found by the indexes once, and by one read from then on', async () => {
    const { ofCustomers, find, askedBy, storeAsBefore } = await setup(2);
    const [one, two] = ofCustomers.map(({ id }) => id);
    await storeAsBefore(aMemberOf(one!, { subject: person.subject, role: 'owner' }));
    await storeAsBefore(aMemberOf(two!));
    const roles = async () =>
      (await find()).map(({ member }) => [member.customerId, member.role]).sort();
    const all = [
      [one, 'owner'],
      [two, 'member'],
    ].sort();
    expect(await roles()).toEqual(all);
    let again: unknown;
    const asked = await askedBy(async () => {
      again = await roles();
    });
    expect(again).toEqual(all);
    expect(asked).toEqual(['BatchGetItemCommand']);
  });

  test('lose what they lose, also when nobody has looked for them yet', async () => {
    const { ofCustomers, members, find, storeAsBefore } = await setup(2);
    const [one, two] = ofCustomers;
    const [left, demoted] = [one!, two!].map(({ id }) =>
      aMemberOf(id, { subject: person.subject, role: 'owner' }),
    );
    await storeAsBefore(left!);
    await storeAsBefore(demoted!);
    const write = (customer: Customer) => ({ customer: nextOf(customer), audit: anAuditEntry() });
    expect(await members.remove(left!, write(one!))).toBe('saved');
    expect(await members.add({ ...demoted!, role: 'member' }, write(two!))).toBe('saved');
    const found = await find();
    expect(found.map(({ member }) => member)).toEqual([
      { id: demoted!.id, customerId: two!.id, role: 'member', subject: person.subject },
    ]);
  });

  test('of another person with the same mailbox are nobody else’s', async () => {
    const { ofCustomers, find, storeAsBefore } = await setup();
    await storeAsBefore(aMemberOf(ofCustomers[0]!.id, { subject: 'another' }));
    expect(await find()).toEqual([]);
  });

  test('of an archived customer are recognised as such', async () => {
    const { ofCustomers, customers, find, storeAsBefore } = await setup();
    const archived = nextOf(ofCustomers[0]!, { archivedAt: '2026-11-22T10:00:00.000Z' });
    await customers.save(archived, { audit: anAuditEntry() });
    await storeAsBefore(aMemberOf(archived.id, { subject: person.subject }));
    expect(await find()).toMatchObject([{ isCustomerArchived: true }]);
  });
});

test('two hundred members of a customer are told that it is archived', async () => {
  const { ofCustomers, customers, members, memberships } = await setup();
  let customer = ofCustomers[0]!;
  const people = Array.from({ length: 200 }, (_, index) => ({
    subject: `person-${index}`,
    email: `person-${index}@example.com`,
  }));
  for (const { subject, email } of people) {
    const id = memberIdOf(customer.id, email);
    customer = nextOf(customer);
    await members.add(aMemberOf(customer.id, { id, email, subject }), {
      customer,
      audit: anAuditEntry(),
    });
  }
  customer = nextOf(customer, { archivedAt: '2026-11-22T10:00:00.000Z' });
  const outcome = await customers.save(customer, {
    audit: anAuditEntry(),
    isArchivingChanged: true,
  });
  expect(outcome).toBe('saved');
  const found = await Promise.all(people.map((one) => memberships.find(one)));
  expect(found.flat().filter(({ isCustomerArchived }) => isCustomerArchived)).toHaveLength(200);
});
