import { NotFoundError, PlanLimitReachedError } from '#domain/errors';
import { addMember } from '#domain/members/add-member';
import { changeMember } from '#domain/members/change-member';
import { LastOwnerError, MemberExistsError } from '#domain/members/member-errors';
import { removeMember } from '#domain/members/remove-member';
import { someTokens } from '#test/activations';
import { anAct, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryMemberStore } from '#test/memory-member-store';
import { MemoryUserDirectory } from '#test/memory-user-directory';

async function setup(changes: Parameters<typeof aCustomer>[0] = { planId: 'pay_as_you_go' }) {
  const members = new MemoryMemberStore();
  const users = new MemoryUserDirectory();
  const { id: customerId } = await members.customers.createOrGet(
    aCustomer(changes),
    anAuditEntry(),
  );
  const add = (email: string, createdAt = '2026-11-21T10:00:00.000Z') =>
    addMember(
      { members, plans: somePlans, tokens: someTokens, pause: noPause },
      { customerId, email, role: 'member', claim: aClaim({ createdAt }) },
      anAct(),
    );
  const remove = (id: string) =>
    removeMember({ members, users, pause: noPause }, { customerId, id }, anAct());
  const places = () => members.customers.rows.get(customerId)!.places.members;
  return { members, users, add, remove, places, customerId, audit: members.customers.audit };
}

test('a member takes a place, and the audit trail contains no name', async () => {
  const { add, places, audit } = await setup();
  const koffi = await add('koffi@example.com');
  expect(koffi).toMatchObject({ id: expect.stringMatching(/^mem_/), role: 'member' });
  expect(places()).toBe(1);
  expect(audit.entries.at(-1)).toMatchObject({ action: 'member.added', subject: koffi.id });
  expect(JSON.stringify(audit.entries)).not.toContain('koffi');
});

test('an address is a member once, in any spelling', async () => {
  const { add, places } = await setup();
  await add('koffi@example.com');
  const later = '2026-11-21T11:00:00.000Z';
  await expect(add('Koffi@Example.com', later)).rejects.toThrow(MemberExistsError);
  expect(places()).toBe(1);
});

test('a repeated request gets the same answer', async () => {
  const { add, places } = await setup();
  expect(await add('koffi@example.com')).toEqual(await add('koffi@example.com'));
  expect(places()).toBe(1);
});

test('the free plan has one member; removing makes room', async () => {
  const { add, remove, places } = await setup({});
  const koffi = await add('koffi@example.com');
  await expect(add('awa@example.com')).rejects.toThrow(PlanLimitReachedError);
  await remove(koffi.id);
  await expect(remove(koffi.id)).rejects.toThrow(NotFoundError);
  await add('awa@example.com');
  expect(places()).toBe(1);
});

test('of five at once the free plan accepts one', async () => {
  const { add, places } = await setup({});
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => add(`m${n}@example.com`)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(places()).toBe(1);
});

describe('the last owner', () => {
  async function setupOwners() {
    const world = await setup();
    const [awa, koffi] = [await world.add('awa@example.com'), await world.add('koffi@example.com')];
    const { members, users, customerId } = world;
    const asAdmin = anAct();
    const asOwner = { ...asAdmin, caller: { ...asAdmin.caller, roles: ['owner' as const] } };
    const change = (id: string, role: 'owner' | 'member', context = asOwner) =>
      changeMember({ members, users, pause: noPause }, { customerId, id, role }, context);
    await change(awa.id, 'owner');
    return { ...world, awa, koffi, change, asAdmin, asOwner };
  }

  test('stays, unless an administrator acts, or another owner exists', async () => {
    const { members, users, customerId, awa, koffi, change, asAdmin, asOwner, places } =
      await setupOwners();
    const remove = (id: string, context = asOwner) =>
      removeMember({ members, users, pause: noPause }, { customerId, id }, context);
    await expect(change(awa.id, 'member')).rejects.toThrow(LastOwnerError);
    await expect(remove(awa.id)).rejects.toThrow(LastOwnerError);
    await change(koffi.id, 'owner');
    expect((await change(awa.id, 'member')).role).toBe('member');
    await expect(remove(koffi.id)).rejects.toThrow(LastOwnerError);
    await remove(koffi.id, asAdmin as never);
    expect(places()).toBe(1);
  });

  test('of two owners who leave at once one stays', async () => {
    const { members, users, customerId, awa, koffi, change, asOwner } = await setupOwners();
    await change(koffi.id, 'owner');
    const leaving = [awa, koffi].map(({ id }) =>
      removeMember({ members, users, pause: noPause }, { customerId, id }, asOwner),
    );
    const outcomes = await Promise.allSettled(leaving);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a change takes no place, is in the audit trail, and of an unknown member is refused', async () => {
    const { change, koffi, places, audit } = await setupOwners();
    await change(koffi.id, 'owner');
    expect(places()).toBe(2);
    expect(audit.entries.at(-1)).toMatchObject({
      action: 'member.changed',
      subject: koffi.id,
      before: { role: 'member' },
      after: { role: 'owner' },
    });
    await expect(change('mem_none', 'owner')).rejects.toThrow(NotFoundError);
  });
});

describe('an invitation', () => {
  test('is told once with its member, and a member who comes back gets another link', async () => {
    const { members, add, remove } = await setup();
    const koffi = await add('koffi@example.com');
    await add('koffi@example.com');
    const told = () => members.customers.eventsOf('activation.requested');
    expect(told().map(({ data }) => data)).toEqual([
      {
        customerId: koffi.customerId,
        memberId: koffi.id,
        version: String(koffi.activationVersion),
      },
    ]);
    await remove(koffi.id);
    const again = await add('koffi@example.com', '2026-11-22T10:00:00.000Z');
    expect(again.id).toBe(koffi.id);
    expect(again.activationVersion).toBeGreaterThan(koffi.activationVersion!);
    expect(told()).toHaveLength(2);
  });
});

describe('sessions', () => {
  async function signedIn() {
    const world = await setup();
    const koffi = await world.add('koffi@example.com');
    const { subject } = (await world.users.create(koffi.email)) as { subject: string };
    world.members.rows.set(koffi.id, { ...koffi, subject });
    const signedOut = () => world.users.people.get(koffi.email)!.signedOut;
    const { members, users, customerId } = world;
    const change = (fields: { name?: string; role?: 'owner' | 'member' }) =>
      changeMember(
        { members, users, pause: noPause },
        { customerId, id: koffi.id, ...fields },
        anAct(),
      );
    return { ...world, koffi, subject, signedOut, change };
  }

  test('end when a member is removed', async () => {
    const { remove, koffi, signedOut } = await signedIn();
    await remove(koffi.id);
    expect(signedOut()).toBe(1);
  });

  test('end with another role, whose tokens of before are refused; not with another name', async () => {
    const { change, signedOut } = await signedIn();
    expect((await change({ name: 'Koffi', role: 'member' })).revokedAt).toBeUndefined();
    expect(signedOut()).toBe(0);
    expect((await change({ role: 'owner' })).revokedAt).toBe(anAct().now.toISOString());
    expect(signedOut()).toBe(1);
  });

  test('stay for somebody who belongs to another customer', async () => {
    const { members, remove, koffi, subject, signedOut } = await signedIn();
    members.rows.set('mem_other', { ...koffi, id: 'mem_other', customerId: 'cus_other', subject });
    await remove(koffi.id);
    expect(signedOut()).toBe(0);
  });

  test('of somebody who never signed in need no end', async () => {
    const { add, remove, users } = await setup();
    const { id } = await add('koffi@example.com');
    Object.assign(users, { signOutEverywhere: () => Promise.reject(new Error('nobody')) });
    await remove(id);
  });
});
