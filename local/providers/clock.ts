/** A simulated provider's time: the machine's, plus what was skipped on request. */
export class ProviderClock {
  private readonly source: () => Date;
  private skippedMs = 0;

  constructor(source: () => Date = () => new Date()) {
    this.source = source;
  }

  nowMs(): number {
    return this.source().getTime() + this.skippedMs;
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  advance(seconds: number): void {
    this.skippedMs += seconds * 1000;
  }
}
