import type { RandomBytes } from '#domain/clock';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { erasedText } from '#domain/erasure/erased';
import { newId } from '#domain/ids';
import { DynamoApiKeyStore } from '../api-key-store.ts';
import { indexes, keys } from '../keys.ts';
import type { Table } from '../table.ts';
import { keysOfIndex } from './walk.ts';

/** API keys: revoked first of all, and without their names. */
export const eraseKeys = (
  table: Table,
  { now, randomBytes }: { now: () => Date; randomBytes: RandomBytes },
): ErasureStep => ({
  name: 'api_keys',
  async run({ customer, erasure }) {
    const store = new DynamoApiKeyStore(table);
    const { ownerPk } = indexes.ownerOf('APIKEYS', customer.id, '');
    let count = 0;
    for await (const { pk } of keysOfIndex(table, 'owner', ownerPk)) {
      const id = pk.slice(keys.apiKey('').pk.length);
      await store.revoke(id, now(), {
        id: newId('aud', now(), randomBytes(10)),
        at: now().toISOString(),
        actor: erasure.requestedBy,
        action: 'api_key.revoked',
        subject: id,
        before: { revoked: false },
        after: { revoked: true },
        requestId: erasure.requestId,
      });
      const refusal = await table.write({
        update: {
          key: keys.apiKey(id),
          expression: 'SET #name = :erased',
          names: { '#name': 'name' },
          values: { ':erased': erasedText },
          condition: { expression: 'attribute_exists(pk) AND #name <> :erased' },
        },
      });
      if (!refusal) count++;
    }
    return count;
  },
});
