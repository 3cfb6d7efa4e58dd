import type { ProviderClock } from '../clock.ts';

/** What was answered to a `PayPal-Request-Id`, and until when it is remembered. */
type Kept = {
  body: object;
  expiresAt: number;
};

/**
 * PayPal's memory of request ids. Only what succeeded is remembered: a refused request did nothing,
 * so the same id may try again. Each path has ids of its own.
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

  /** The answer as it is now: what happens to the object later does not change it. */
  keep(path: string, requestId: string, answer: { body: object; seconds: number }): void {
    const expiresAt = this.clock.nowSeconds() + answer.seconds;
    this.kept.set(`${path} ${requestId}`, { body: structuredClone(answer.body), expiresAt });
  }
}
