import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { listen } from '../control/listen.ts';

export type TokenRequest = {
  /** A group of the shop's own people; without one, a person who signs in for a customer. */
  role?: string;
  email?: string;
  /** Whether the pool has verified the person's address. */
  isEmailVerified?: boolean;
  name?: string;
  /** The person's id; derived from the e-mail address when absent. */
  subject?: string;
  expiresInSeconds?: number;
  tokenUse?: 'id' | 'access';
};

export type UserPool = { id: string; clientId: string; groups: string[] };

export type SignIn = {
  /** Replaces `https://cognito-idp.<region>.amazonaws.com`; a pool's issuer is below it. */
  url: string;
  usePools(pools: readonly UserPool[]): void;
  mint(request: TokenRequest): Promise<string>;
  stop(): Promise<void>;
};

type Key = {
  privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  published: JWK;
};

const keyId = 'local';

/** Simulates the user pools: publishes the keys that verify tokens, and issues tokens. */
export async function startSignIn(options: { port?: number } = {}): Promise<SignIn> {
  const key = await makeKey();
  let pools: readonly UserPool[] = [];
  const server = createServer((request, response) => {
    const document = documentAt(request.url ?? '/', url, key);
    response.writeHead(document ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? { message: 'Not Found' }));
  });
  const { url, stop } = await listen(server, options.port);
  return {
    url,
    stop,
    usePools: (next) => {
      pools = next;
    },
    mint: async (request) => {
      const pool = poolFor(request, pools);
      return mint(request, pool, `${url}/${pool.id}`, key);
    },
  };
}

/** A role is a group of one pool; everybody else signs in to the pool without groups. */
function poolFor({ role }: TokenRequest, pools: readonly UserPool[]): UserPool {
  const pool = pools.find(({ groups }) =>
    role === undefined ? groups.length === 0 : groups.includes(role),
  );
  if (pool) return pool;
  if (role === undefined) throw new Error('The assembly has no user pool to sign in to');
  const roles = pools.flatMap(({ groups }) => groups).join(', ');
  throw new Error(
    `There is no role ${role}; there are: ${roles}. A customer’s owner or member signs in by address only (--email), after POST /v1/members has added it.`,
  );
}

async function makeKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const published = { ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' };
  return { privateKey, published };
}

function documentAt(path: string, url: string, { published }: Key): unknown {
  const [, poolId, document] = /^\/([^/]+)\/\.well-known\/([a-z.-]+)$/.exec(path) ?? [];
  const issuer = `${url}/${poolId}`;
  if (document === 'jwks.json') return { keys: [published] };
  if (document !== 'openid-configuration') return undefined;
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'token'],
    subject_types_supported: ['public'],
  };
}

/** Issues a token with the claims that Cognito writes. */
async function mint(request: TokenRequest, pool: UserPool, issuer: string, key: Key) {
  const { role, email = `${role ?? 'member'}@shop.example`, tokenUse = 'id' } = request;
  const subject = request.subject ?? subjectOf(email);
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    ...(role !== undefined && { 'cognito:groups': [role] }),
    token_use: tokenUse,
    auth_time: now,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    ...(tokenUse === 'id'
      ? idClaims(pool, subject, { ...request, email })
      : accessClaims(pool, subject)),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: keyId })
    .setSubject(subject)
    .setIssuer(issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + (request.expiresInSeconds ?? 3_600))
    .setJti(randomUUID())
    .sign(key.privateKey);
}

const idClaims = (
  pool: UserPool,
  subject: string,
  { email, isEmailVerified = true, name }: TokenRequest,
) => ({
  aud: pool.clientId,
  email,
  email_verified: isEmailVerified,
  'cognito:username': subject,
  ...(name !== undefined && { name }),
});

const accessClaims = (pool: UserPool, subject: string) => ({
  client_id: pool.clientId,
  scope: 'aws.cognito.signin.user.admin',
  username: subject,
  version: 2,
});

/** A user's id, derived from the address. */
const subjectOf = (email: string): string =>
  createHash('sha256')
    .update(email.toLowerCase())
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
