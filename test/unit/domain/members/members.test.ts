import {
  LastOwnerError,
  MemberExistsError,
  NotFoundError,
  PlanLimitReachedError,
} from '#domain/errors';
import { addMember } from '#domain/members/add-member';
import { changeMember } from '#domain/members/change-member';
import { removeMember } from '#domain/members/remove-member';
import { anAct, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryMemberStore } from '#test/memory-member-store';

async function setup(changes: Parameters<typeof aCustomer>[0] = { planId: 'pay_as_you_go' }) {
  const members = new MemoryMemberStore();
  const { id: customerId } = await members.customers.createOrGet(
    aCustomer(changes),
    anAuditEntry(),
  );
  const add = (email: string, createdAt = '2026-11-21T10:00:00.000Z') =>
    addMember(
      { members, plans: somePlans, pause: noPause },
      { customerId, email, role: 'member', claim: aClaim({ createdAt }) },
      anAct(),
    );
  const remove = (id: string) =>
    removeMember({ members, pause: noPause }, { customerId, id }, anAct());
  const places = () => members.customers.rows.get(customerId)!.places.members;
  return { members, add, remove, places, customerId, audit: members.customers.audit };
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
    const { members, customerId } = world;
    const asAdmin = anAct();
    const asOwner = { ...asAdmin, caller: { ...asAdmin.caller, roles: ['owner' as const] } };
    const change = (id: string, role: 'owner' | 'member', context = asOwner) =>
      changeMember({ members, pause: noPause }, { customerId, id, role }, context);
    await change(awa.id, 'owner');
    return { ...world, awa, koffi, change, asAdmin, asOwner };
  }

  test('stays, unless an administrator acts, or another owner exists', async () => {
    const { members, customerId, awa, koffi, change, asAdmin, asOwner, places } =
      await setupOwners();
    const remove = (id: string, context = asOwner) =>
      removeMember({ members, pause: noPause }, { customerId, id }, context);
    await expect(change(awa.id, 'member')).rejects.toThrow(LastOwnerError);
    await expect(remove(awa.id)).rejects.toThrow(LastOwnerError);
    await change(koffi.id, 'owner');
    expect((await change(awa.id, 'member')).role).toBe('member');
    await expect(remove(koffi.id)).rejects.toThrow(LastOwnerError);
    await remove(koffi.id, asAdmin as never);
    expect(places()).toBe(1);
  });

  test('of two owners who leave at once one stays', async () => {
    const { members, customerId, awa, koffi, change, asOwner } = await setupOwners();
    await change(koffi.id, 'owner');
    const leaving = [awa, koffi].map(({ id }) =>
      removeMember({ members, pause: noPause }, { customerId, id }, asOwner),
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
