import type { ApiKey, ApiKeyStore, KeyOutcome } from '#domain/access/api-key';
import { scopes } from '#domain/access/caller';
import type { KeyRing } from '#domain/access/key-ring';
import type { AuditEntry } from '#domain/audit/audit-entry';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { count, hash, instant, listOf, mapOf, nullOr, oneOf, optional, text } from './fields.ts';
import { indexes, keys } from './keys.ts';
import { CorruptRowError, keyOf, stored } from './stored.ts';
import { type Item, keyIsFree, type Table, type Write } from './table.ts';

const hourMs = 3_600_000;

const attemptsMax = 6;

export class DynamoApiKeyStore implements ApiKeyStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async ring(customerId?: string): Promise<KeyRing> {
    const item = await this.#table.get(keys.keyRing(customerId));
    return { customerId, ...(item ? ringFrom(item) : { version: 0, live: {} }) };
  }

  async create(
    key: ApiKey,
    { ring, audit }: { ring: KeyRing; audit: AuditEntry },
  ): Promise<KeyOutcome> {
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.apiKey(key.id),
          item: { ...key, ...inIndexes(key) },
          condition: keyIsFree,
        },
      },
      ringWrite(ring),
      auditWrite(audit),
    ]);
    if (!refusals) return 'created';
    return refusals[0]?.existing ? 'exists' : 'stale';
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const item = await this.#table.get(keys.apiKey(id));
    return item && apiKeyFrom(item);
  }

  async list(page: { limit: number; cursor?: string; customerId?: string }) {
    const { limit, cursor, customerId } = page;
    const reading = readingOf(customerId);
    const { items, next } = await this.#table.query({
      IndexName: reading.index,
      KeyConditionExpression: `${reading.index}Pk = :pk`,
      values: { ':pk': reading.partition },
      ScanIndexForward: false,
      Limit: limit,
      after: startAfter(cursor, reading),
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return { keys: rows.map(apiKeyFrom), nextCursor: cursorAfter(next, reading) };
  }

  async revoke(id: string, at: Date, audit: AuditEntry): Promise<ApiKey | undefined> {
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      const key = await this.find(id);
      // A concurrent note of the key's use may have failed the condition; try again.
      if (!key || key.revokedAt) return key;
      await this.writeRevoked(key, at, audit);
    }
    throw new Error('too many concurrent writes of the API key');
  }

  private async writeRevoked({ id, customerId }: ApiKey, at: Date, audit: AuditEntry) {
    await this.#table.writeTogether([
      {
        update: {
          key: keys.apiKey(id),
          expression: 'SET revokedAt = :at',
          values: { ':at': at.toISOString() },
          condition: { expression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)' },
        },
      },
      {
        update: {
          key: keys.keyRing(customerId),
          expression: 'REMOVE #id ADD version :one',
          names: { '#id': id },
          values: { ':one': 1 },
        },
      },
      auditWrite(audit),
    ]);
  }

  async touch(id: string, at: Date): Promise<void> {
    const hour = new Date(Math.floor(at.getTime() / hourMs) * hourMs).toISOString();
    await this.#table.write({
      update: {
        key: keys.apiKey(id),
        expression: 'SET lastUsedAt = :hour',
        values: { ':hour': hour },
        condition: {
          expression:
            'attribute_exists(pk) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :hour)',
        },
      },
    });
  }
}

/** One attribute per key, so that a key can be removed without reading the others. */
const ringWrite = ({ customerId, version, live }: KeyRing): Write => ({
  put: {
    key: keys.keyRing(customerId),
    item: { version, ...live },
    condition: {
      expression: 'attribute_not_exists(pk) OR version = :before',
      values: { ':before': version - 1 },
    },
  },
});

const readingOf = (customerId: string | undefined) =>
  customerId === undefined
    ? partitionOf(indexes.collection('APIKEYS', '').collectionPk, { index: 'collection' })
    : partitionOf(indexes.ownerOf('APIKEYS', customerId, '').ownerPk, { index: 'owner' });

const inIndexes = ({ id, customerId }: ApiKey) => ({
  ...indexes.collection('APIKEYS', id),
  ...(customerId !== undefined && indexes.ownerOf('APIKEYS', customerId, id)),
});

const readKey = stored<ApiKey>({
  id: text,
  scopes: listOf(oneOf(...scopes)),
  customerId: optional(text),
  secretHash: hash,
  createdAt: instant,
  createdBy: text,
  expiresAt: optional(instant),
  revokedAt: optional(instant),
  lastUsedAt: optional(instant),
});

/** A key that lost its customer would be read as the shop's own: the index tells them apart. */
function apiKeyFrom(item: Item): ApiKey {
  const key = readKey(item);
  const { ownerPk }: { ownerPk?: string } = inIndexes(key);
  if (item.ownerPk !== ownerPk) throw new CorruptRowError(item, ['customerId']);
  return key;
}

const ringVersion = stored<{ version: number }>({ version: count });
const areKeys = mapOf(nullOr(instant));

function ringFrom(item: Item): Pick<KeyRing, 'version' | 'live'> {
  const { version, ...live } = ringVersion(item);
  if (!areKeys(live)) throw new CorruptRowError(item, ['live']);
  return { version, live };
}
