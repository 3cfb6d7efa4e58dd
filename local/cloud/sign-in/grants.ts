import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { PoolClient } from './user-pool.ts';
import type { User } from './users.ts';

/** One sign-in of one person with one client, and everything that follows from it. */
export type Session = {
  /** `origin_jti` of its tokens. */
  id: string;
  user: User;
  client: PoolClient;
  signedInAt: Date;
  endsAt: Date;
  isRevoked: boolean;
};

type Code = { session: Session; request: AuthorizationRequest; expiresAt: Date };
type RefreshToken = { session: Session; usedAt?: Date };

const codeLifeMs = 5 * 60 * 1000;

const secret = (): string => randomBytes(32).toString('base64url');

/** The codes and refresh tokens that were given out. */
export class Grants {
  readonly #codes = new Map<string, Code>();
  readonly #refreshTokens = new Map<string, RefreshToken>();
  readonly #now: () => Date;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  issueCode(user: User, request: AuthorizationRequest): string {
    const now = this.#now();
    const { client } = request;
    const endsAt = new Date(now.getTime() + client.refreshTokenSeconds * 1000);
    const id = randomUUID();
    const session = { id, user, client, signedInAt: now, endsAt, isRevoked: false };
    const code = secret();
    this.#codes.set(code, { session, request, expiresAt: new Date(now.getTime() + codeLifeMs) });
    return code;
  }

  /** Takes the code, which is good once, whatever comes of it. */
  redeem(
    code: string,
    { clientId, redirectUri, verifier }: Record<'clientId' | 'redirectUri' | 'verifier', string>,
  ): { session: Session; nonce?: string } | undefined {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    if (!found || found.expiresAt <= this.#now()) return undefined;
    const { session, request } = found;
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const isTheirs =
      request.client.id === clientId &&
      request.redirectUri === redirectUri &&
      request.challenge === challenge;
    return isTheirs ? { session, nonce: request.nonce } : undefined;
  }

  issueRefreshToken(session: Session): string {
    const token = secret();
    this.#refreshTokens.set(token, { session });
    return token;
  }

  /**
   * Finds the session of a refresh token. With rotation a token is good once; another use within
   * the grace time is taken for a second tab.
   */
  use(token: string, clientId: string): Session | undefined {
    const found = this.#refreshTokens.get(token);
    if (found?.session.client.id !== clientId) return undefined;
    const { session, usedAt } = found;
    const { rotationGraceSeconds } = session.client;
    const now = this.#now();
    const isSpent =
      rotationGraceSeconds !== undefined &&
      usedAt !== undefined &&
      now.getTime() > usedAt.getTime() + rotationGraceSeconds * 1000;
    if (isSpent || !isAlive(session, now)) return undefined;
    found.usedAt ??= now;
    return session;
  }

  /** Ends the session of a refresh token; an unknown one is no error. */
  revoke(token: string, clientId: string): void {
    const session = this.#refreshTokens.get(token)?.session;
    if (session?.client.id === clientId) session.isRevoked = true;
  }
}

function isAlive({ user, signedInAt, endsAt, isRevoked }: Session, now: Date): boolean {
  const isSignedOut = user.signedOutAt !== undefined && user.signedOutAt >= signedInAt;
  return !isRevoked && !isSignedOut && user.isEnabled && now < endsAt;
}
