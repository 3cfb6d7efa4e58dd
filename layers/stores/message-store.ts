import type { MessageStore } from '#domain/messages/message-store';
import { keys, ttlAfterDays } from './keys.ts';
import type { Table } from './table.ts';

/** Longer than the function that sends may run. */
const leaseMs = 60_000;

/** Events are repeated for days at most. */
const keptDays = 30;

export class DynamoMessageStore implements MessageStore {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async claim(id: string): Promise<'claimed' | 'sent' | 'busy'> {
    const now = this.#now();
    const refusal = await this.#table.write({
      put: {
        key: keys.message(id),
        item: { leaseUntil: now.getTime() + leaseMs, ttl: ttlAfterDays(now, keptDays) },
        condition: {
          expression:
            'attribute_not_exists(pk) OR (attribute_not_exists(sentAt) AND leaseUntil < :now)',
          values: { ':now': now.getTime() },
        },
      },
    });
    if (!refusal) return 'claimed';
    return refusal.existing?.sentAt ? 'sent' : 'busy';
  }

  async markSent(id: string): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.message(id),
        expression: 'SET sentAt = :now',
        values: { ':now': this.#now().toISOString() },
      },
    });
  }

  async release(id: string): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.message(id),
        expression: 'SET leaseUntil = :none',
        values: { ':none': 0 },
      },
    });
  }
}
