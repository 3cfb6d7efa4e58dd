import fc from 'fast-check';
import { type ApiKey, hashSecret } from '#domain/access/api-key';
import { scopes } from '#domain/access/caller';
import type { KeyRing } from '#domain/access/key-ring';
import type { AuditEntry } from '#domain/audit/audit-entry';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoPeople } from '#stores/people';
import type { Table } from '#stores/table';
import { anyCount, anyHash, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const anApiKey: ApiKey = {
  id: 'key_1',
  name: 'Serveur de la boutique',
  scopes: ['payments:write', 'payments:read'],
  secretHash: hashSecret('secret'),
  createdAt: '2026-11-21T10:00:00.000Z',
  createdBy: 'user-1',
};

const apiKey = rowsOf<ApiKey>({
  name: 'an API key',
  reader: 'api-key-store.ts readKey',
  keys: ['apiKey'],
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
    new DynamoApiKeyStore(table).create(key, {
      ring: { version: 1, live: {} },
      audit: anAuditEntry(),
    }),
  read: (table, { id }) => new DynamoApiKeyStore(table).find(id),
  sk: 'APIKEY',
  required: {
    id: '',
    scopes: 'payments:write',
    secretHash: 'no hash',
    createdAt: 'yesterday',
    createdBy: null,
  },
  optional: {
    'scopes.0': 'everything',
    customerId: '',
    expiresAt: '2027-01-01',
    revokedAt: false,
    lastUsedAt: 1_800_000_000,
  },
});

const keyRing = rowsOf<KeyRing>({
  name: 'a key ring',
  reader: 'api-key-store.ts ringVersion',
  keys: ['keyRing'],
  also: { check: 'api-key-store.ts areKeys' },
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

type Person = { subject: string; name: string };

const person = rowsOf<Person>({
  name: 'a person who signed in',
  reader: 'people.ts personFrom',
  keys: ['person'],
  example: { subject: 'user-1', name: 'Awa Koné' },
  any: fc.record({ subject: anyText, name: fc.string() }),
  write: (table, one) => new DynamoPeople(table).note(one),
  async read(table, { subject }) {
    const names = await new DynamoPeople(table).namesOf([subject]);
    const name = names.get(subject);
    return name === undefined ? undefined : { subject, name };
  },
  sk: 'PERSON',
  required: { subject: '', name: 7 },
});

const trail = (table: Table) =>
  new DynamoAuditTrail(table, () => new Date('2026-11-30T12:00:00.000Z'));

const auditEntry = rowsOf<AuditEntry>({
  name: 'an entry of the audit trail',
  reader: 'audit-trail.ts entryFrom',
  keys: ['auditEntry'],
  example: anAuditEntry(),
  any: anyLike(anAuditEntry(), { actor: anyText, subject: anyText }, { reason: anyText }),
  write: (table, one) => trail(table).record(one),
  read: async (table) => (await trail(table).list({ limit: 1 })).entries[0],
  sk: 'aud_',
  required: { id: '', at: '2026-11-21', actor: null, subject: '', requestId: 7 },
});

export const rowsOfAccess: Rows[] = [apiKey, keyRing, person, auditEntry];
