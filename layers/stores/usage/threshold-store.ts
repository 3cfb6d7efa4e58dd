import type { Threshold } from '#domain/limits/level';
import type { Crossing, ThresholdStore } from '#domain/limits/threshold-crossing';
import type { DomainEvent } from '#vocabulary/events';
import { keys, ttlAfterDays } from '../keys.ts';
import { carrying } from '../outbox.ts';
import { keyIsFree, type Table, type Write } from '../table.ts';

/** A month is announced until a day after its end, so a mark is soon useless. */
const keptDays = 90;

/** Marks of thresholds, in the main table: a new mark carries the event for the relay. */
export class DynamoThresholdStore implements ThresholdStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async isMarked(crossing: Crossing): Promise<boolean> {
    return (await this.#table.get(keys.threshold(crossing))) !== undefined;
  }

  async mark(crossing: Crossing, lower: readonly Threshold[], event: DomainEvent) {
    const { bytes } = crossing;
    const crossedAt = event.occurredAt;
    const ttl = ttlAfterDays(crossedAt, keptDays);
    const item = { bytes, crossedAt, ttl, ...carrying(event) };
    const refusals = await this.#table.writeTogether([
      { put: { key: keys.threshold(crossing), item, condition: keyIsFree } },
      ...lower.map((threshold) => passedBy({ ...crossing, threshold }, { crossedAt, ttl })),
    ]);
    if (!refusals) return 'marked' as const;
    return refusals[0]?.existing ? ('known' as const) : ('busy' as const);
  }
}

/** An existing mark stays unchanged. */
const passedBy = (crossing: Crossing, { crossedAt, ttl }: { crossedAt: string; ttl: number }) =>
  ({
    update: {
      key: keys.threshold(crossing),
      expression: 'SET crossedAt = if_not_exists(crossedAt, :at), #ttl = if_not_exists(#ttl, :ttl)',
      names: { '#ttl': 'ttl' },
      values: { ':at': crossedAt, ':ttl': ttl },
    },
  }) satisfies Write;
