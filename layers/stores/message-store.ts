import type { MessageClaim, MessageStore } from '#domain/messages/message-store';
import { instant, listOf, optional, text, whole } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table } from './table.ts';

/** Longer than the sending function may run. */
const leaseMs = 60_000;

/** Events are repeated for days at most. */
const keptDays = 30;

/** Which of an event's mails were sent, and until when somebody is sending the others. */
type StoredMessage = { leaseUntil: number; allSentAt?: string; sent?: string[] };

const messageFrom = stored<StoredMessage>({
  leaseUntil: whole,
  allSentAt: optional(instant),
  sent: optional(listOf(text)),
});

export class DynamoMessageStore implements MessageStore {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async claim(eventId: string): Promise<MessageClaim> {
    const now = this.#now();
    const key = keys.message(eventId);
    const leaseUntil = now.getTime() + leaseMs;
    const refusal = await this.#table.write({
      put: {
        key,
        item: { leaseUntil, ttl: ttlAfterDays(now, keptDays) },
        condition: keyIsFree,
      },
    });
    if (!refusal) return { kind: 'claimed', sent: [] };
    const { allSentAt, sent = [] } = refusal.existing ? messageFrom(refusal.existing) : {};
    if (allSentAt) return { kind: 'all_sent' };
    const taken = await this.#table.write({
      update: {
        key,
        expression: 'SET leaseUntil = :until',
        values: { ':until': leaseUntil },
        condition: {
          expression: 'leaseUntil < :now AND attribute_not_exists(allSentAt)',
          values: { ':now': now.getTime() },
        },
      },
    });
    return taken ? { kind: 'busy' } : { kind: 'claimed', sent };
  }

  async markAllSent(eventId: string): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.message(eventId),
        expression: 'SET allSentAt = :now',
        values: { ':now': this.#now().toISOString() },
      },
    });
  }

  async release(eventId: string, sent: readonly string[]): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.message(eventId),
        expression: 'SET leaseUntil = :none, sent = :sent',
        values: { ':none': 0, ':sent': sent },
      },
    });
  }
}
