import type { ProviderClock } from '../clock.ts';

/** The answer to a `PayPal-Request-Id`, and how long it is kept. */
type Kept = {
  body: object;
  expiresAt: number;
};

/**
 * PayPal's memory of request ids. Keeps only successes: a rejected request did nothing, so the same
 * id may try again. Each path has its own ids.
 */
export class RequestIds {
  private readonly clock: ProviderClock;
  private readonly kept = new Map<string, Kept>();

  constructor(clock: ProviderClock) {
    this.clock = clock;
  }

  recall(path: string, requestId: string): object | undefined {
    const kept = this.kept.get(`${path} ${requestId}`);
    const isForgotten = kept !== undefined && kept.expiresAt <= this.clock.nowSeconds();
    return isForgotten ? undefined : kept?.body;
  }

  /** Keeps a copy of the answer, so that later changes of the object do not affect it. */
  keep(path: string, requestId: string, answer: { body: object; seconds: number }): void {
    const expiresAt = this.clock.nowSeconds() + answer.seconds;
    this.kept.set(`${path} ${requestId}`, { body: structuredClone(answer.body), expiresAt });
  }
}
