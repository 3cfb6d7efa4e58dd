import type { Clock } from '#domain/clock';
import type { MessageClaim, MessageStore } from '#domain/messages/message-store';

const leaseMs = 60_000;

/** Keeps the promises of the port: one sender at a time, and nothing sent is sent again. */
export class MemoryMessageStore implements MessageStore {
  readonly rows = new Map<string, { leaseUntilMs: number; sent: string[]; isDone: boolean }>();
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  async claim(eventId: string): Promise<MessageClaim> {
    const nowMs = this.#now().getTime();
    const row = this.rows.get(eventId);
    if (row?.isDone) return { kind: 'all_sent' };
    if (row && row.leaseUntilMs >= nowMs) return { kind: 'busy' };
    const sent = row?.sent ?? [];
    this.rows.set(eventId, { leaseUntilMs: nowMs + leaseMs, sent, isDone: false });
    return { kind: 'claimed', sent };
  }

  async markAllSent(eventId: string): Promise<void> {
    this.rows.get(eventId)!.isDone = true;
  }

  async release(eventId: string, sent: readonly string[]): Promise<void> {
    this.rows.set(eventId, { leaseUntilMs: 0, sent: [...sent], isDone: false });
  }
}
