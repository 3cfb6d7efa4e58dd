import type { ProviderClock } from '../../clock.ts';
import type { Reply } from '../../loopback-server.ts';
import { json } from '../../loopback-server.ts';
import { randomText } from '../../random-text.ts';

export const tokenSeconds = 86_400;

/** The form of a token's refusal: its HTTP status, and its place in the body. */
type Disguise = {
  status: number;
  isInDetails: boolean;
};

/** All were seen in practice; they take turns, so that clients must handle each. */
const disguises: Disguise[] = [
  { status: 401, isInDetails: false },
  { status: 422, isInDetails: true },
  { status: 200, isInDetails: false },
  { status: 401, isInDetails: true },
  { status: 422, isInDetails: false },
  { status: 200, isInDetails: true },
];

/** The issued bearer tokens, and refusals of invalid ones. */
export class AccessTokens {
  private readonly clock: ProviderClock;
  private readonly expiresAt = new Map<string, number>();
  private turn = 0;
  private nextDisguise: Partial<Disguise> = {};

  constructor(clock: ProviderClock) {
    this.clock = clock;
  }

  issue(): string {
    const token = `eyJ0eXAiOiJKV1QifQ.${randomText(60)}.${randomText(43)}`;
    this.expiresAt.set(token, this.clock.nowSeconds() + tokenSeconds);
    return token;
  }

  /** Expires every issued token; the next refusal has the given form. */
  expireAll(disguise: Partial<Disguise>): void {
    for (const token of this.expiresAt.keys()) this.expiresAt.set(token, 0);
    this.nextDisguise = disguise;
  }

  /** The refusal of the `Authorization` header, or undefined when its token is good. */
  refuse(authorization = ''): Reply | undefined {
    const expiresAt = this.expiresAt.get(authorization.replace(/^bearer\s+/i, ''));
    if (expiresAt === undefined) return this.refusal(1002, 'INVALID_TOKEN');
    if (expiresAt <= this.clock.nowSeconds()) return this.refusal(1003, 'EXPIRED_TOKEN');
    return undefined;
  }

  private refusal(code: number, status: string): Reply {
    const inTurn = disguises[this.turn++ % disguises.length];
    const disguise = { ...inTurn, ...this.nextDisguise };
    this.nextDisguise = {};
    const told = { code, status, description: 'Please log in again' };
    const body = disguise.isInDetails ? { code: 422, status: 'KO', details: told } : told;
    return json(disguise.status ?? 401, body);
  }
}
