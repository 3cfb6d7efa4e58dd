import type { Membership } from '#domain/access/identify-person';
import { openSession } from '#domain/access/session';
import { aCustomer } from '#test/customers';

const lilas = aCustomer({ id: 'cus_1', name: 'Lilas', locale: 'fr' });
const abidjan = aCustomer({ id: 'cus_2', name: 'Abidjan', locale: 'en' });

const membership = (customerId: string, more: object = {}): Membership => ({
  member: { id: 'mem_1', customerId, role: 'owner', ...more },
  isCustomerArchived: false,
});

const awa = {
  subject: 'awa',
  name: 'Awa Diop',
  email: 'awa@example.com',
  roles: [],
  issuedAt: '2026-11-27T14:00:00.000Z',
  expiresAt: '2026-11-27T15:00:00.000Z',
};

const session = (memberships: Membership[], choice = {}, person: typeof awa | object = awa) =>
  openSession(
    {
      membershipsOf: async () => memberships,
      findCustomer: async (id) => [lilas, abidjan].find((customer) => customer.id === id),
    },
    { ...awa, ...person },
    choice,
  );

const both = [membership('cus_1'), membership('cus_2', { role: 'member' })];

test('somebody of one customer acts for it, in its language', async () => {
  expect(await session([membership('cus_2')])).toEqual({
    subject: 'awa',
    name: 'Awa Diop',
    email: 'awa@example.com',
    roles: ['owner'],
    customers: [{ id: 'cus_2', name: 'Abidjan', role: 'owner' }],
    customerId: 'cus_2',
    locale: 'en',
    expiresAt: awa.expiresAt,
  });
});

test('somebody of several sees them by name, before they chose and after', async () => {
  const unchosen = await session(both);
  expect(unchosen.customers.map(({ name }) => name)).toEqual(['Abidjan', 'Lilas']);
  expect(unchosen).not.toHaveProperty('customerId');
  expect(unchosen.roles).toEqual([]);
  for (const choice of [{ wanted: 'cus_2' }, { preferred: 'cus_2' }])
    expect(await session(both, choice)).toMatchObject({ customerId: 'cus_2', roles: ['member'] });
  expect(await session(both, { preferred: 'cus_9' })).not.toHaveProperty('customerId');
});

test('a customer that is not theirs cannot be chosen', async () => {
  await expect(session(both, { wanted: 'cus_9' })).rejects.toMatchObject({
    code: 'customer_not_yours',
  });
});

test('staff need no customer', async () => {
  const staff = await session([], {}, { roles: ['finance'] });
  expect(staff).toMatchObject({ roles: ['finance'], customers: [], locale: 'fr' });
});

test('a token from before their rights were changed opens nothing', async () => {
  const changed = [membership('cus_1', { revokedAt: awa.issuedAt })];
  await expect(session(changed)).rejects.toMatchObject({ code: 'token_expired' });
});
