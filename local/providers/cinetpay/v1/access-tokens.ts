import { AccessTokens } from '../../access-tokens.ts';
import { json, type Reply } from '../../loopback-server.ts';

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

const troubles = {
  unknown: { code: 1002, status: 'INVALID_TOKEN' },
  expired: { code: 1003, status: 'EXPIRED_TOKEN' },
};

/** The issued bearer tokens, and refusals of invalid ones. */
export class DisguisedTokens extends AccessTokens {
  /** What the next refusal looks like, whoever's turn it is. */
  nextDisguise: Partial<Disguise> = {};
  private turn = 0;

  /** The refusal of the `Authorization` header, or undefined when its token is good. */
  refuse(authorization?: string): Reply | undefined {
    const trouble = this.troubleOf(authorization);
    if (!trouble) return undefined;
    const inTurn = disguises[this.turn++ % disguises.length];
    const disguise = { ...inTurn, ...this.nextDisguise };
    this.nextDisguise = {};
    const told = { ...troubles[trouble], description: 'Please log in again' };
    const body = disguise.isInDetails ? { code: 422, status: 'KO', details: told } : told;
    return json(disguise.status ?? 401, body);
  }
}
