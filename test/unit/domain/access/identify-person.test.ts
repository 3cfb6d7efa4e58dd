import { actingPerson, membershipsOf, type SignedIn } from '#domain/access/identify-person';
import { type Member, memberIdOf } from '#domain/members/member';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { MemoryMemberStore } from '#test/memory-member-store';
import { MemoryMemberships } from '#test/memory-memberships';

const email = 'koffi@example.com';

const aPerson = (changes: Partial<SignedIn> = {}): SignedIn => ({
  subject: 'koffi',
  email,
  roles: [],
  issuedAt: '2026-11-21T12:00:00.000Z',
  ...changes,
});

async function setup(...roles: Member['role'][]) {
  const members = new MemoryMemberStore();
  const memberships = new MemoryMemberships(members);
  const customers = [];
  for (const role of roles) {
    const customer = aCustomer();
    await members.customers.createOrGet(customer, anAuditEntry());
    const id = memberIdOf(customer.id, email);
    const addedAt = '2026-11-21T10:00:00.000Z';
    members.rows.set(id, { id, customerId: customer.id, email, role, addedAt });
    customers.push(customer.id);
  }
  const acting = async (person = aPerson(), wanted?: string) =>
    actingPerson(person, await membershipsOf(memberships, person), { wanted });
  return { members, customers, acting, rows: () => [...members.rows.values()] };
}

describe('the stored member decides for whom a person acts, and in which role [B3]', () => {
  test('from the first sign-in with the address that was added', async () => {
    const { acting, customers } = await setup('owner');
    expect(await acting()).toEqual({
      kind: 'person',
      subject: 'koffi',
      roles: ['owner'],
      customerId: customers[0],
    });
  });

  test('removing or demoting a member takes effect at once, whatever the token says', async () => {
    const { acting, rows, members } = await setup('owner');
    await acting();
    rows()[0]!.role = 'member';
    expect(await acting()).toMatchObject({ roles: ['member'] });
    members.rows.clear();
    expect(await acting()).toEqual({ kind: 'person', subject: 'koffi', roles: [] });
  });

  test('an address that the pool has not verified gives no access', async () => {
    const { acting, rows } = await setup('owner');
    expect(await acting(aPerson({ email: undefined }))).not.toHaveProperty('customerId');
    expect(rows()[0]).not.toHaveProperty('subject');
  });

  test('a later owner of the same mailbox is a different person', async () => {
    const { acting } = await setup('owner');
    await acting();
    expect(await acting(aPerson({ subject: 'another' }))).not.toHaveProperty('customerId');
    expect(await acting(aPerson({ email: 'koffi@elsewhere.example' }))).toMatchObject({
      roles: ['owner'],
    });
  });

  test('of two who first sign in at once, one is tied to the row', async () => {
    const { acting } = await setup('owner');
    const both = await Promise.all([acting(), acting(aPerson({ subject: 'another' }))]);
    expect(both.filter((person) => 'customerId' in (person as object))).toHaveLength(1);
  });

  test('roles of the shop itself are kept beside it', async () => {
    const { acting } = await setup('member');
    const roles = ['admin', 'member'];
    expect(await acting(aPerson({ roles: ['admin'] }))).toMatchObject({ roles });
  });

  test('tokens from before a revocation have expired', async () => {
    const { acting, rows } = await setup('owner');
    rows()[0]!.revokedAt = '2026-11-21T12:00:00.000Z';
    expect(await acting()).toBe('token_expired');
    expect(await acting(aPerson({ issuedAt: '2026-11-21T12:00:01.000Z' }))).toMatchObject({
      roles: ['owner'],
    });
  });
});

describe('a member of several customers [B3]', () => {
  test('chooses one, with their role there', async () => {
    const { acting, customers } = await setup('owner', 'member');
    expect(await acting()).toBe('customer_required');
    expect(await acting(aPerson(), customers[0])).toMatchObject({ roles: ['owner'] });
    expect(await acting(aPerson(), customers[1])).toMatchObject({
      customerId: customers[1],
      roles: ['member'],
    });
  });

  test('cannot choose another customer', async () => {
    const { acting } = await setup('owner', 'member');
    for (const wanted of ['cus_other', ''])
      expect(await acting(aPerson(), wanted)).toBe('customer_not_yours');
  });

  test('need not choose to act for the shop', async () => {
    const { acting } = await setup('owner', 'member');
    const finance = await acting(aPerson({ roles: ['finance'] }));
    expect(finance).toEqual({ kind: 'person', subject: 'koffi', roles: ['finance'] });
  });
});

test('an archived customer’s people are recognised as such [B11]', async () => {
  const { acting, members, customers } = await setup('owner');
  const [{ archivedAt: _, ...customer }] = [aCustomer({ id: customers[0] })];
  await members.customers.save(
    { ...customer, version: 2, archivedAt: '2026-11-21T11:00:00.000Z' },
    { audit: anAuditEntry() },
  );
  expect(await acting()).toMatchObject({ isCustomerArchived: true });
});
