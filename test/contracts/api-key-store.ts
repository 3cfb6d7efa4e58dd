import { randomUUID } from 'node:crypto';
import { type ApiKey, type ApiKeyStore, hashSecret } from '#domain/access/api-key';
import { withKey } from '#domain/access/key-ring';
import type { AuditTrail } from '#domain/audit/audit-entry';
import type { Clock } from '#domain/clock';
import { newId } from '#domain/ids';
import { anAuditEntry } from '#test/audits';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type ApiKeyStoreUnderTest = { store: ApiKeyStore; audit: AuditTrail };

const now: Clock = () => new Date('2026-11-21T12:00:00.000Z');

const anApiKey = (changes: Partial<ApiKey> = {}): ApiKey => {
  const createdAt = changes.createdAt ?? '2026-11-21T10:00:00.000Z';
  return {
    id: newId('key', new Date(createdAt), new TextEncoder().encode(randomUUID())),
    name: 'Serveur de la boutique',
    scopes: ['payments:write', 'payments:read'],
    secretHash: hashSecret('secret'),
    createdAt,
    createdBy: 'user-1',
    ...changes,
  };
};

/** As the use case writes it: on the ring of its holder as that was read. */
const write = async (store: ApiKeyStore, key: ApiKey, audit = anAuditEntry()) =>
  store.create(key, { ring: withKey(await store.ring(key.customerId), key, now()), audit });

/** What every store of API keys promises. Ids are random, so that a table may be shared. */
export function describeApiKeyStore(
  name: string,
  makeStore: (now: Clock) => Promise<ApiKeyStoreUnderTest>,
): void {
  describe(`${name} stores API keys`, () => {
    test('a key is read as it was written', async () => {
      const { store } = await makeStore(now);
      for (const key of [anApiKey(), anApiKey({ customerId: 'cus_diallo' })]) {
        await write(store, key);
        expect(await store.find(key.id)).toEqual(key);
      }
    });

    test('an unknown key is not found, revoked or used', async () => {
      const { store } = await makeStore(now);
      const { id } = anApiKey();
      await store.touch(id, new Date('2026-11-21T10:00:00.000Z'));
      expect(
        await store.revoke(id, new Date('2026-11-21T10:00:00.000Z'), anAuditEntry()),
      ).toBeUndefined();
      expect(await store.find(id)).toBeUndefined();
    });

    test('creating a key again neither changes nor restores it', async () => {
      const { store } = await makeStore(now);
      const key = anApiKey();
      await write(store, key);
      await store.revoke(key.id, new Date('2026-11-21T11:00:00.000Z'), anAuditEntry());
      await write(store, { ...key, name: 'Autre' });
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: '2026-11-21T11:00:00.000Z' });
    });

    test('a ring lists the active keys of its holder, and a concurrent write cannot add one unnoticed', async () => {
      const { store } = await makeStore(now);
      const customerId = `cus_${randomUUID().replaceAll('-', '')}`;
      const [first, second] = [anApiKey({ customerId }), anApiKey({ customerId })];
      const ring = withKey(await store.ring(customerId), first, now());
      expect(await store.create(first, { ring, audit: anAuditEntry() })).toBe('created');
      const late = withKey({ customerId, version: 0, live: {} }, second, now());
      expect(await store.create(second, { ring: late, audit: anAuditEntry() })).toBe('stale');
      expect(await store.find(second.id)).toBeUndefined();
      expect(await write(store, second)).toBe('created');
      expect(await write(store, second)).toBe('exists');
      await store.revoke(first.id, now(), anAuditEntry());
      expect((await store.ring(customerId)).live).toEqual({ [second.id]: null });
    });

    test('a second revocation keeps the time of the first', async () => {
      const { store } = await makeStore(now);
      const key = anApiKey();
      await write(store, key);
      const revoked = { ...key, revokedAt: '2026-11-21T11:00:00.000Z' };
      expect(
        await store.revoke(key.id, new Date('2026-11-21T11:00:00.000Z'), anAuditEntry()),
      ).toEqual(revoked);
      expect(
        await store.revoke(key.id, new Date('2026-11-22T11:00:00.000Z'), anAuditEntry()),
      ).toEqual(revoked);
    });

    test('each change of a key is recorded with it, once', async () => {
      const { store, audit } = await makeStore(now);
      const key = anApiKey();
      const acts = [1, 2, 3, 4, 5].map((day) =>
        anAuditEntry({ at: `2026-11-0${day}T10:00:00.000Z` }),
      );
      await write(store, key, acts[0]!);
      await write(store, key, acts[1]!);
      await store.revoke(key.id, new Date('2026-11-03T10:00:00.000Z'), acts[2]!);
      await store.revoke(key.id, new Date('2026-11-04T10:00:00.000Z'), acts[3]!);
      await store.revoke(anApiKey().id, new Date('2026-11-05T10:00:00.000Z'), acts[4]!);
      const trail = await readAll(100, async (cursor) => {
        const { entries, nextCursor } = await audit.list({ limit: 100, cursor });
        return { items: entries, nextCursor };
      });
      const mine = new Set(acts.map(({ id }) => id));
      expect(trail.filter(({ id }) => mine.has(id))).toEqual([acts[2], acts[0]]);
    });

    test('the last use is stored by the hour and never moves back', async () => {
      const { store } = await makeStore(now);
      const key = anApiKey();
      await write(store, key);
      const lastUsedAfter = async (at: string) => {
        await store.touch(key.id, new Date(at));
        return (await store.find(key.id))?.lastUsedAt;
      };
      expect(await lastUsedAfter('2026-11-21T10:59:59.000Z')).toBe('2026-11-21T10:00:00.000Z');
      expect(await lastUsedAfter('2026-11-21T11:00:00.000Z')).toBe('2026-11-21T11:00:00.000Z');
      expect(await lastUsedAfter('2026-11-21T10:30:00.000Z')).toBe('2026-11-21T11:00:00.000Z');
    });

    test('the list has each key once, newest first, and continues where it stopped', async () => {
      const { store } = await makeStore(now);
      const keys = [1, 2, 3, 4, 5].map((day) =>
        anApiKey({ createdAt: `2026-11-0${day}T10:00:00.000Z` }),
      );
      for (const key of keys) await write(store, key);
      const mine = new Set(keys.map(({ id }) => id));
      const found = await readAll(2, async (cursor) => {
        const page = await store.list({ limit: 2, cursor });
        return { items: page.keys, nextCursor: page.nextCursor };
      });
      expect(found.filter(({ id }) => mine.has(id))).toEqual([...keys].reverse());
      await expectInventedCursorsRefused((cursor) => store.list({ limit: 2, cursor }));
    });
  });
}
