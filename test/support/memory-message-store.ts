import type { Clock } from '#domain/clock';
import type { MessageStore } from '#domain/messages/message-store';

const leaseMs = 60_000;

/** Keeps the promises of the port: one sender at a time, and nothing sent is sent again. */
export class MemoryMessageStore implements MessageStore {
  readonly rows = new Map<string, { leaseUntilMs: number; isSent: boolean }>();
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  async claim(id: string): Promise<'claimed' | 'sent' | 'busy'> {
    const nowMs = this.#now().getTime();
    const row = this.rows.get(id);
    if (row?.isSent) return 'sent';
    if (row && row.leaseUntilMs >= nowMs) return 'busy';
    this.rows.set(id, { leaseUntilMs: nowMs + leaseMs, isSent: false });
    return 'claimed';
  }

  async markSent(id: string): Promise<void> {
    this.rows.get(id)!.isSent = true;
  }

  async release(id: string): Promise<void> {
    this.rows.get(id)!.leaseUntilMs = 0;
  }
}
