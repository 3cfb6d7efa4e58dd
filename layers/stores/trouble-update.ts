import { createHash } from 'node:crypto';
import { slotOf, type Trouble } from '#domain/monitoring/trouble';
import { ttlAfterDays } from './keys.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import type { UpdateWrite } from './table.ts';

const keptDays = 40;

/** A row never holds more ids than it has attributes for them: a later one may replace another. */
export const places = ['example0', 'example1', 'example2', 'example3', 'example4'] as const;

const placeOf = (example: string): (typeof places)[number] =>
  places[createHash('sha256').update(example).digest()[0]! % places.length]!;

/** The write that counts one trouble more; of texts and numbers alone. */
export function troubleUpdate({ kind, dimension, example }: Trouble, at: Date): UpdateWrite {
  const slot = slotOf(at).toISOString();
  const keeping = example === undefined ? '' : `, ${placeOf(example)} = :example`;
  return {
    key: monitoringKeys.trouble({ slot, kind, dimension }),
    expression: `SET slot = :slot, kind = :kind, dimension = :dimension, lastAt = :at, #ttl = :ttl${keeping} ADD #count :one`,
    names: { '#ttl': 'ttl', '#count': 'count' },
    values: {
      ':slot': slot,
      ':kind': kind,
      ':dimension': dimension,
      ':at': at.toISOString(),
      ':ttl': ttlAfterDays(at, keptDays),
      ':one': 1,
      ...(example !== undefined && { ':example': example }),
    },
  };
}
