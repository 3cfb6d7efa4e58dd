import { createHash } from 'node:crypto';
import type { ProviderClock } from '../clock.ts';
import type { Reply } from '../loopback-server.ts';
import { ExternalRefusal } from './refusal.ts';

const keptMs = 24 * 60 * 60 * 1000;

/** The backend's memory of idempotency keys: a key gets its first success again, for a day. */
export class IdempotencyKeys {
  private readonly clock: ProviderClock;
  private readonly answers = new Map<string, { fingerprint: string; at: number; reply: Reply }>();

  constructor(clock: ProviderClock) {
    this.clock = clock;
  }

  /** Acts once for a key; does not keep a refusal, so that the request can be corrected. */
  once(key: string, body: string, act: () => Reply): Reply {
    const fingerprint = createHash('sha256').update(body).digest('hex');
    const kept = this.answers.get(key);
    const isFresh = kept !== undefined && this.clock.nowMs() - kept.at < keptMs;
    if (isFresh && kept.fingerprint !== fingerprint) {
      const message = 'This Idempotency-Key was used for another request.';
      throw new ExternalRefusal(409, 'idempotency_conflict', message);
    }
    if (isFresh) {
      return { ...kept.reply, headers: { ...kept.reply.headers, 'idempotent-replayed': 'true' } };
    }
    const reply = act();
    this.answers.set(key, { fingerprint, at: this.clock.nowMs(), reply });
    return reply;
  }
}
