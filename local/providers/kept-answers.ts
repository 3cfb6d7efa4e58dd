import type { ProviderClock } from './clock.ts';

/** A provider's memory of the keys by which requests are repeated, each for its time. */
export class KeptAnswers<Answer> {
  private readonly clock: ProviderClock;
  private readonly kept = new Map<string, { answer: Answer; untilMs: number }>();

  constructor(clock: ProviderClock) {
    this.clock = clock;
  }

  recall(key: string): Answer | undefined {
    const kept = this.kept.get(key);
    return kept && this.clock.nowMs() < kept.untilMs ? kept.answer : undefined;
  }

  keep(key: string, answer: Answer, seconds: number): void {
    this.kept.set(key, { answer, untilMs: this.clock.nowMs() + seconds * 1000 });
  }

  forget(key: string): void {
    this.kept.delete(key);
  }
}
