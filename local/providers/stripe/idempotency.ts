import type { ProviderClock } from '../clock.ts';
import { StripeFailure } from './errors.ts';

const keptSeconds = 24 * 60 * 60;
const keyLengthMax = 255;

/** The first answer to a key, which every repetition gets again, errors included. */
export type KeptAnswer = {
  status: number;
  body: string;
};

type Entry = {
  endpoint: string;
  fingerprint: string;
  startedAt: number;
  answer?: KeptAnswer;
};

/** Stripe's memory of idempotency keys: the first answer wins, for a day. */
export class IdempotencyKeys {
  private readonly clock: ProviderClock;
  private readonly entries = new Map<string, Entry>();

  constructor(clock: ProviderClock) {
    this.clock = clock;
  }

  /** Claims the key, or returns the answer to repeat; throws on other parameters or a duplicate. */
  begin(key: string, endpoint: string, fingerprint: string): KeptAnswer | undefined {
    if (key.length > keyLengthMax) {
      throw idempotencyError(400, 'Idempotency-Key can be at most 255 characters.');
    }
    const entry = this.recall(key);
    if (!entry) {
      this.entries.set(key, { endpoint, fingerprint, startedAt: this.clock.nowSeconds() });
      return undefined;
    }
    const advice = `Try using a key other than '${key}' if you meant to execute a different request.`;
    if (entry.endpoint !== endpoint) {
      const message = `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${entry.endpoint}' vs '${endpoint}'). ${advice}`;
      throw idempotencyError(400, message);
    }
    if (entry.fingerprint !== fingerprint) {
      const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. ${advice}`;
      throw idempotencyError(400, message);
    }
    if (!entry.answer) {
      const message = `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
      throw idempotencyError(409, message, 'idempotency_key_in_use');
    }
    return entry.answer;
  }

  keep(key: string, answer: KeptAnswer): void {
    const entry = this.entries.get(key);
    if (entry) entry.answer = answer;
  }

  /** Nothing was executed, so the key is free again. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  private recall(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    const isStale = entry && this.clock.nowSeconds() - entry.startedAt > keptSeconds;
    if (isStale) this.entries.delete(key);
    return isStale ? undefined : entry;
  }
}

function idempotencyError(status: number, message: string, code?: string): StripeFailure {
  return new StripeFailure(status, message, { type: 'idempotency_error', code });
}
