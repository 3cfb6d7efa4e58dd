import type { Erasure } from '#domain/erasure/erasure';
import type { PersonalExport } from '#domain/exports/export';
import type { ProofStore } from '#domain/retention/review-proofs';
import type { Unfinished } from '#domain/retention/take-up';
import { DynamoErasureStore, erasureFrom } from '../erasure-store.ts';
import { exportFrom } from '../export-store.ts';
import { keys } from '../keys.ts';

import { keyOf } from '../stored.ts';
import { type Item, type Table, versionBefore } from '../table.ts';

/** What the index of due things knows, each read again. */
export const unfinished = (table: Table): Unfinished => ({
  erasures: async (before, limit): Promise<Erasure[]> =>
    (await dueRows(table, 'ERASURES', before, limit)).map(erasureFrom),
  exports: async (before, limit): Promise<PersonalExport[]> =>
    (await dueRows(table, 'EXPORTS', before, limit)).map(exportFrom),
});

/** Proofs of erasures. */
export const proofStore = (table: Table): ProofStore => ({
  due: async (before, limit) => (await dueRows(table, 'REVIEWS', before, limit)).map(erasureFrom),
  note: (erasure) => new DynamoErasureStore(table).note(erasure),
  async remove(erasure) {
    const key = keys.erasure(erasure.customerId);
    const asRead = versionBefore({ version: erasure.version + 1 });
    return (await table.writeTogether([{ remove: { key, condition: asRead } }]))
      ? 'stale'
      : 'saved';
  },
});

async function dueRows(
  table: Table,
  what: 'ERASURES' | 'EXPORTS' | 'REVIEWS',
  before: Date,
  limit: number,
): Promise<Item[]> {
  const { items } = await table.query({
    IndexName: 'due',
    KeyConditionExpression: 'duePk = :pk AND dueSk < :before',
    values: { ':pk': `DUE#${what}`, ':before': before.toISOString() },
    Limit: limit,
  });
  return table.getMany(items.map(keyOf), { isConsistent: true });
}
