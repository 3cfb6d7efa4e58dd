export type ThrottleLimits = { ratePerSecond: number; burst: number };

/** A token bucket: `burst` requests at once, refilled at the given rate. */
export class Throttle {
  private readonly limits: ThrottleLimits;
  private readonly now: () => number;
  private tokens: number;
  private filledAt: number;

  constructor(limits: ThrottleLimits, now: () => number = () => performance.now()) {
    this.limits = limits;
    this.now = now;
    this.tokens = limits.burst;
    this.filledAt = now();
  }

  /** Takes a token; returns false when there is none and the request must be refused. */
  admits(): boolean {
    const { ratePerSecond, burst } = this.limits;
    const now = this.now();
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1000) * ratePerSecond);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
