import { MemberExistsError, NotFoundError, PlanLimitReachedError } from '#domain/errors';
import { addMember } from '#domain/members/add-member';
import { removeMember } from '#domain/members/remove-member';
import { anAct, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
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
      { members, plans: somePlans },
      { customerId, email, role: 'member', claim: aClaim({ createdAt }) },
      anAct(),
    );
  const remove = (id: string) => removeMember(members, { customerId, id }, anAct());
  const places = () => members.customers.rows.get(customerId)!.places.members;
  return { add, remove, places, customerId, audit: members.customers.audit };
}

test('a member takes a place, and the trail names nobody', async () => {
  const { add, places, audit } = await setup();
  const koffi = await add('koffi@example.com');
  expect(koffi).toMatchObject({ id: expect.stringMatching(/^mem_/), role: 'member' });
  expect(places()).toBe(1);
  expect(audit.entries.at(-1)).toMatchObject({ action: 'member.added', subject: koffi.id });
  expect(JSON.stringify(audit.entries)).not.toContain('koffi');
});

test('an address is a member once, however it is written', async () => {
  const { add, places } = await setup();
  await add('koffi@example.com');
  const later = '2026-11-21T11:00:00.000Z';
  await expect(add('Koffi@Example.com', later)).rejects.toThrow(MemberExistsError);
  expect(places()).toBe(1);
});

test('who asks again because the answer was lost is answered alike', async () => {
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

test('of five at once the free plan takes one', async () => {
  const { add, places } = await setup({});
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => add(`m${n}@example.com`)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(places()).toBe(1);
});
