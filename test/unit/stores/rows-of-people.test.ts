import fc from 'fast-check';
import { type ApiKey, hashSecret } from '#domain/access/api-key';
import { scopes } from '#domain/access/caller';
import type { KeyRing } from '#domain/access/key-ring';
import type { Customer } from '#domain/customers/customer';
import type { Member } from '#domain/members/member';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoMemberStore } from '#stores/member-store';
import type { Item } from '#stores/table';
import { anyCount, anyCurrency, anyHash, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aSubscription } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { describeRows } from '../../contracts/rows.ts';

const anApiKey: ApiKey = {
  id: 'key_1',
  name: 'Serveur de la boutique',
  scopes: ['payments:write', 'payments:read'],
  secretHash: hashSecret('secret'),
  createdAt: '2026-11-21T10:00:00.000Z',
  createdBy: 'user-1',
};

const emptyRing: KeyRing = { version: 1, live: {} };

describeRows<ApiKey>({
  name: 'an API key',
  example: anApiKey,
  any: anyLike(
    anApiKey,
    {
      name: anyText,
      scopes: fc.subarray([...scopes]),
      secretHash: anyHash,
      createdAt: anyInstant,
      createdBy: anyText,
    },
    {
      customerId: anyText,
      expiresAt: anyInstant,
      revokedAt: anyInstant,
      lastUsedAt: anyInstant,
    },
  ),
  write: (table, key) =>
    new DynamoApiKeyStore(table).create(key, { ring: emptyRing, audit: anAuditEntry() }),
  read: (table, { id }) => new DynamoApiKeyStore(table).find(id),
  sk: 'APIKEY',
  required: {
    id: '',
    scopes: ['payments:write', 'everything'],
    secretHash: 'no hash',
    createdAt: 'yesterday',
    createdBy: null,
  },
  optional: {
    customerId: '',
    expiresAt: '2027-01-01',
    revokedAt: false,
    lastUsedAt: 1_800_000_000,
  },
});

describe('the row of a customer’s API key', () => {
  const read = async (change: (row: Item) => Item) => {
    const memory = new MemoryTable();
    const store = new DynamoApiKeyStore(memory.table);
    const key = { ...anApiKey, customerId: 'cus_1' };
    await store.create(key, { ring: emptyRing, audit: anAuditEntry() });
    memory.put(change(memory.row('APIKEY')));
    return store.find(key.id);
  };

  test('is read while it names its customer', async () => {
    expect(await read((row) => row)).toMatchObject({ customerId: 'cus_1' });
  });

  test.each<[string, (row: Item) => Item]>([
    ['that lost its customer is not the shop’s own', ({ customerId: _, ...row }) => row],
    ['that names another customer is not theirs', (row) => ({ ...row, customerId: 'cus_2' })],
    ['that lost its place in the index is nobody’s', ({ ownerPk: _, ...row }) => row],
  ])('%s', async (_, change) => {
    await expect(read(change)).rejects.toThrow(/is corrupt: customerId\.$/);
  });
});

describeRows<KeyRing>({
  name: 'a key ring',
  example: { version: 2, live: { key_1: null } },
  any: fc.record({
    version: anyCount,
    live: fc.dictionary(
      fc.uuid().map((id) => `key_${id}`),
      fc.option(anyInstant, { nil: null }),
    ),
  }),
  write: (table, ring) =>
    new DynamoApiKeyStore(table).create(anApiKey, { ring, audit: anAuditEntry() }),
  read: (table) => new DynamoApiKeyStore(table).ring(),
  sk: 'KEYRING',
  required: { version: -1 },
  optional: { key_1: 'never' },
  calls: (field) => (field === 'key_1' ? 'live' : field),
});

const subscription = aSubscription();

describeRows<Customer>({
  name: 'a customer',
  example: aCustomer({ subscription, added: { day: '2026-11-21', members: 1 } }),
  any: anyLike(
    aCustomer(),
    {
      name: anyText,
      kind: fc.constantFrom('person', 'company'),
      locale: fc.constantFrom('fr', 'en'),
      places: fc.record({ projects: anyCount, members: anyCount }),
      updatedAt: anyInstant,
      version: anyCount,
    },
    {
      subscription: anyLike(subscription, { months: anyCount, currency: anyCurrency }),
      phone: anyText,
      archivedAt: anyInstant,
    },
  ),
  write: (table, customer) => new DynamoCustomerStore(table).createOrGet(customer, anAuditEntry()),
  read: (table, { id }) => new DynamoCustomerStore(table).find(id),
  sk: 'CUSTOMER',
  required: {
    id: 7,
    email: '',
    kind: 'robot',
    locale: 'de',
    timeZone: '',
    planId: '',
    places: { projects: 1, members: -1 },
    createdAt: '21/11/2026',
    updatedAt: '2026-13-21T10:00:00.000Z',
    version: 1.5,
  },
  optional: {
    subscription: { ...subscription, months: '1' },
    added: { day: 'today' },
    archivedAt: '',
  },
});

test.each(Object.keys(subscription))(
  'a customer is refused whose subscription lacks %s',
  async (field) => {
    const memory = new MemoryTable();
    const customers = new DynamoCustomerStore(memory.table);
    const customer = aCustomer({ subscription });
    await customers.createOrGet(customer, anAuditEntry());
    const { [field as 'months']: _, ...lacking } = subscription;
    memory.put({ ...memory.row('CUSTOMER'), subscription: lacking });
    await expect(customers.find(customer.id)).rejects.toThrow('is corrupt: subscription.');
    await expect(customers.list({ limit: 5 })).rejects.toThrow('is corrupt: subscription.');
  },
);

const aMember: Member = {
  id: 'mem_1',
  customerId: 'cus_diallo',
  email: 'koffi@example.com',
  role: 'member',
  addedAt: '2026-11-21T10:00:00.000Z',
};

describeRows<Member>({
  name: 'a member',
  example: aMember,
  any: anyLike(
    aMember,
    { role: fc.constantFrom('owner', 'member'), addedAt: anyInstant },
    { name: anyText, subject: anyText, revokedAt: anyInstant },
  ),
  write: (table, member) =>
    new DynamoMemberStore(table).add(member, { customer: aCustomer(), audit: anAuditEntry() }),
  read: (table, { customerId, id }) => new DynamoMemberStore(table).find(customerId, id),
  sk: 'MEMBER#',
  required: {
    id: null,
    customerId: '',
    email: 7,
    role: 'admin',
    addedAt: '2026-11-21T10:00:00+01:00',
  },
  optional: { subject: '', revokedAt: 'never' },
});
