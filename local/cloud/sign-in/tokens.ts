import { createHash, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** Whom a token is about. */
export type Holder = {
  subject: string;
  email: string;
  isEmailVerified: boolean;
  name?: string;
  groups: readonly string[];
};

/** What a token is for, and how long. */
export type TokenOrder = {
  issuer: string;
  clientId: string;
  use: 'id' | 'access';
  lifeSeconds: number;
  /** Repeated in the ID token, so that its receiver knows that it asked for it. */
  nonce?: string;
  /** When the person typed the password; now when absent. */
  signedInAt?: Date;
  /** The same in all tokens of one sign-in. */
  originId?: string;
};

const keyId = 'local';

/** Issues tokens as Cognito writes them, and publishes the key that verifies them. */
export class TokenMint {
  readonly published: JWK;
  readonly #privateKey: PrivateKey;

  private constructor(privateKey: PrivateKey, published: JWK) {
    this.#privateKey = privateKey;
    this.published = published;
  }

  static async open(): Promise<TokenMint> {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
    return new TokenMint(privateKey, jwk);
  }

  issue(holder: Holder, order: TokenOrder): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { groups, subject } = holder;
    const claims = {
      ...(groups.length > 0 && { 'cognito:groups': groups }),
      token_use: order.use,
      auth_time: Math.floor((order.signedInAt?.getTime() ?? now * 1000) / 1000),
      origin_jti: order.originId ?? randomUUID(),
      event_id: randomUUID(),
      ...(order.use === 'id' ? idClaims(holder, order) : accessClaims(holder, order)),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: keyId })
      .setSubject(subject)
      .setIssuer(order.issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + order.lifeSeconds)
      .setJti(randomUUID())
      .sign(this.#privateKey);
  }
}

const idClaims = (
  { subject, email, isEmailVerified, name }: Holder,
  { clientId, nonce }: TokenOrder,
) => ({
  aud: clientId,
  email,
  email_verified: isEmailVerified,
  'cognito:username': subject,
  ...(name !== undefined && { name }),
  ...(nonce !== undefined && { nonce }),
});

const accessClaims = ({ subject }: Holder, { clientId }: TokenOrder) => ({
  client_id: clientId,
  scope: 'aws.cognito.signin.user.admin',
  username: subject,
  version: 2,
});

/** The id of somebody whom no pool holds, derived from the address. */
export const subjectOf = (email: string): string =>
  createHash('sha256')
    .update(email.toLowerCase())
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
