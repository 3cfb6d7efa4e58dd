import type { ProviderClock } from './clock.ts';

/** The bearer tokens that a provider has given, until they expire. */
export class AccessTokens {
  readonly lifetimeSeconds: number;
  private readonly clock: ProviderClock;
  private readonly expiresAt = new Map<string, number>();

  constructor(clock: ProviderClock, lifetimeSeconds: number) {
    this.clock = clock;
    this.lifetimeSeconds = lifetimeSeconds;
  }

  issue(token: string): string {
    this.expiresAt.set(token, this.clock.nowSeconds() + this.lifetimeSeconds);
    return token;
  }

  expireAll(): void {
    for (const token of this.expiresAt.keys()) this.expiresAt.set(token, 0);
  }

  /** What is wrong with the token of an `Authorization` header; undefined when nothing is. */
  troubleOf(authorization = ''): 'unknown' | 'expired' | undefined {
    const expiresAt = this.expiresAt.get(authorization.replace(/^bearer\s+/i, ''));
    if (expiresAt === undefined) return 'unknown';
    return expiresAt <= this.clock.nowSeconds() ? 'expired' : undefined;
  }
}
