import { randomBytes } from 'node:crypto';
import { activate } from '#domain/activations/activate';
import { readActivation } from '#domain/activations/read-activation';
import type { AddressMove } from '#domain/members/address-store';
import { askForAddress } from '#domain/members/change-address';
import { type Member, memberIdOf } from '#domain/members/member';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoMemberships } from '#stores/memberships';
import { someTokens } from '#test/activations';
import { anAuditEntry } from '#test/audits';
import { noPause } from '#test/clock';
import { aCustomer } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { nextOf } from '../../../contracts/customer-store.ts';

const before = 'awa@example.com';
const after = 'Awa@Boutique.example';
const noon = new Date('2026-11-21T12:00:00.000Z');
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);

/** A person who belongs to two customers, and owns the first, whose bills come to the same mailbox. */
async function setup() {
  const memory = new MemoryTable();
  const { table } = memory;
  const users = new MemoryUserDirectory();
  const { subject } = (await users.create(before)) as { subject: string };
  const customers = new DynamoCustomerStore(table);
  const members = new DynamoMemberStore(table);
  const addresses = new DynamoAddressStore(table);
  const add = async (customerId: string, member: Partial<Member> & { email: string }) => {
    const customer = (await customers.find(customerId))!;
    const row: Member = {
      id: memberIdOf(customerId, member.email),
      customerId,
      role: 'owner',
      addedAt: `2026-11-20T10:00:00.000Z`,
      ...member,
    };
    const audit = anAuditEntry({ id: `aud_${customerId}_${row.id}` });
    expect(await members.add(row, { customer: nextOf(customer), audit })).toBe('saved');
    return row;
  };
  for (const [id, email] of [
    ['cus_1', before],
    ['cus_2', 'bills@example.com'],
  ] as const)
    await customers.createOrGet(aCustomer({ id, email }), anAuditEntry({ id: `aud_${id}` }));
  await add('cus_1', { email: before, subject });
  await add('cus_2', {
    email: before,
    subject,
    role: 'member',
    addedAt: '2026-11-20T11:00:00.000Z',
  });

  const context = (now: Date) => ({ now, randomBytes, requestId: 'req_1' });
  const ask = (email = after, now = noon, by = subject) =>
    askForAddress({ addresses, tokens: someTokens, pause: noPause }, email, {
      ...context(now),
      caller: { kind: 'person', subject: by, roles: ['owner'] },
    });
  const token = async () => {
    const { member } = (await addresses.rowsOf(subject)).find(
      ({ member: { activationVersion } }) => activationVersion !== undefined,
    )!;
    return someTokens.issue(member.id, member.activationVersion!);
  };
  const activations = new DynamoActivationStore(table);
  const deps = { activations, addresses, users, pause: noPause };
  const prove = (given: string, now = minutes(5), more: object = {}) =>
    activate({ ...deps, ...more }, { token: given }, context(now));
  const rows = async () =>
    (await addresses.rowsOf(subject))
      .map(({ member, customer }) => [member.customerId, member.email, customer.email])
      .sort();
  return {
    memory,
    table,
    users,
    subject,
    customers,
    addresses,
    activations,
    add,
    ask,
    token,
    prove,
    rows,
  };
}

const asBefore = [
  ['cus_1', before, before],
  ['cus_2', before, 'bills@example.com'],
];
const asAfter = [
  ['cus_1', after, after],
  ['cus_2', after, 'bills@example.com'],
];
const gone = { code: 'activation_gone' };
const exists = { code: 'member_exists' };

test('nothing changes before the new mailbox is proven', async () => {
  const { ask, rows, users, memory, token, activations } = await setup();
  const asked = await ask();
  expect(asked).toEqual({ customerId: 'cus_1', memberId: memberIdOf('cus_1', before) });
  expect(await rows()).toEqual(asBefore);
  expect(await users.find(after)).toBeUndefined();
  const events = memory.rows().flatMap(({ event }) => (event ? [event] : []));
  expect(events).toMatchObject([{ type: 'activation.requested', data: asked }]);
  expect(await readActivation(activations, await token(), minutes(1))).toEqual({
    email: 'A…@B….example',
    purpose: 'email',
    hasPassword: true,
    expiresAt: '2026-11-22T12:00:00.000Z',
  });
});

test('who proves it signs in with it for every customer, bills follow, and sessions end', async () => {
  const { ask, token, prove, rows, users, subject, table, memory } = await setup();
  await ask();
  const made = await prove(await token());
  expect(made).toEqual({ customerId: 'cus_1', memberId: memberIdOf('cus_1', after) });
  expect(await rows()).toEqual(asAfter);
  expect(await users.find(after)).toEqual({ subject });
  expect(await users.find(before)).toBeUndefined();
  expect([...users.people.values()][0]?.signedOut).toBe(1);

  const found = await new DynamoMemberships(table).find({ subject, email: after });
  const told = found.map(({ member }) => [member.customerId, member.role, member.revokedAt]);
  expect(told.sort()).toEqual([
    ['cus_1', 'owner', '2026-11-21T12:05:00.000Z'],
    ['cus_2', 'member', '2026-11-21T12:05:00.000Z'],
  ]);
  const acts = memory.rows().filter(({ action }) => String(action).startsWith('member.email'));
  expect(acts.map(({ action, actor }) => [action, actor])).toEqual([
    ['member.email_change_requested', `person:${subject}`],
    ['member.email_changed', `person:${subject}`],
    ['member.email_changed', `person:${subject}`],
  ]);
  expect(JSON.stringify(acts)).not.toMatch(/awa@/i);
  const left = memory
    .rows()
    .filter(({ pk, email }) => String(pk).startsWith('CUSTOMER') && email === before);
  expect(left).toEqual([]);
});

test('a double click is answered alike for two minutes', async () => {
  const { ask, token, prove } = await setup();
  await ask();
  const link = await token();
  const [one, other] = await Promise.all([prove(link), prove(link)]);
  expect(other).toEqual(one);
  expect(await prove(link, minutes(6))).toEqual(one);
  await expect(prove(link, minutes(7))).rejects.toMatchObject(gone);
});

const tooMany = (retryAfterSeconds: number) => ({ code: 'too_many_links', retryAfterSeconds });

test('the next request replaces the link; a minute has one, a day three', async () => {
  const { ask, token, prove, rows } = await setup();
  await ask('typo@example.com');
  const first = await token();
  await expect(ask(after, minutes(0.5))).rejects.toMatchObject(tooMany(30));
  await ask(after, minutes(1));
  await ask(after, minutes(2));
  await expect(ask(after, minutes(3))).rejects.toMatchObject(tooMany(12 * 3_600 - 180));
  await expect(prove(first)).rejects.toMatchObject(gone);
  await prove(await token());
  expect(await rows()).toEqual(asAfter);
});

test('after a day the link is gone', async () => {
  const { ask, token, prove } = await setup();
  await ask();
  await expect(prove(await token(), minutes(24 * 60))).rejects.toMatchObject(gone);
});

test('an address can be taken back later, by a new link', async () => {
  const { ask, token, prove, rows } = await setup();
  await ask();
  await prove(await token());
  await ask(before, minutes(10));
  await prove(await token(), minutes(11));
  expect(await rows()).toEqual(asBefore);
  await ask(after, minutes(20));
  await prove(await token(), minutes(21));
  expect(await rows()).toEqual(asAfter);
});

test('somebody else’s address is asked for as any, and refused to who reads its mailbox', async () => {
  const { ask, token, prove, rows, users } = await setup();
  await users.create(after);
  await ask();
  const link = await token();
  await expect(prove(link)).rejects.toMatchObject(exists);
  expect(await rows()).toEqual(asBefore);
});

test('so is the address of another member of the customer, before anything is done', async () => {
  const { ask, token, prove, rows, users, add, subject } = await setup();
  await add('cus_1', { email: after, role: 'member' });
  await ask();
  await expect(prove(await token())).rejects.toMatchObject(exists);
  expect(await rows()).toEqual(asBefore);
  expect(await users.find(before)).toEqual({ subject });
});

test('where the new address is invited by another customer, that row stays as it is', async () => {
  const { ask, token, prove, rows, add } = await setup();
  await add('cus_2', { email: after, role: 'member' });
  await ask();
  await prove(await token());
  expect(await rows()).toEqual([asAfter[0], asBefore[1]]);
});

test('the own address, and a person without a customer, are refused at once', async () => {
  const { ask } = await setup();
  await expect(ask('AWA@example.com')).rejects.toMatchObject(exists);
  await expect(ask(after, noon, 'nobody')).rejects.toMatchObject({ code: 'forbidden' });
});

test('of a removed member the link is gone', async () => {
  const { ask, token, prove, users } = await setup();
  await ask();
  const link = await token();
  users.people.clear();
  await expect(prove(link)).rejects.toMatchObject(gone);
});

test.each(['directory', 'sign-out', 'first row', 'last row'])(
  'a crash at the %s costs nobody the link',
  async (step) => {
    const { ask, token, prove, rows, users, addresses } = await setup();
    await ask();
    const link = await token();
    const crash = async (): Promise<never> => {
      throw new Error('crashed');
    };
    let moves = 0;
    const failing = {
      users: {
        changeAddress: async (subject: string, email: string) => {
          await users.changeAddress(subject, email);
          return step === 'directory' ? crash() : ('changed' as const);
        },
        signOutEverywhere: (subject: string) =>
          step === 'sign-out' ? crash() : users.signOutEverywhere(subject),
      },
      addresses: {
        rowsOf: (subject: string) => addresses.rowsOf(subject),
        isMember: (customerId: string, id: string) => addresses.isMember(customerId, id),
        move: async (move: AddressMove) => {
          moves += 1;
          const outcome = await addresses.move(move);
          return step === (moves === 1 ? 'first row' : 'last row') ? crash() : outcome;
        },
      },
    };
    await expect(prove(link, minutes(5), failing)).rejects.toThrow('crashed');
    await prove(link, minutes(6));
    expect(await rows()).toEqual(asAfter);
  },
);
