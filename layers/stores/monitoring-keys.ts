import type { Key } from './keys.ts';

/** Keys of what watches the shop, in the main table; see docs/access-patterns.md. */
export const monitoringKeys = {
  /** What failed in five minutes of a day, `10:05`, of one kind in one place. */
  trouble: ({ slot, kind, dimension }: { slot: string; kind: string; dimension: string }): Key => ({
    pk: monitoringKeys.troublesOf(slot),
    sk: `${slot.slice('YYYY-MM-DDT'.length, 'YYYY-MM-DDThh:mm'.length)}#${kind}#${dimension}`,
  }),
  troublesOf: (day: string): string => `TROUBLES#${day.slice(0, 'YYYY-MM-DD'.length)}`,
};
