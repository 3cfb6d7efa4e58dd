import { createServer } from 'node:http';
import { listen } from '../control/listen.ts';
import { Grants } from './grants.ts';
import { signInServer } from './server.ts';
import { subjectOf, TokenMint } from './tokens.ts';
import type { UserPool } from './user-pool.ts';
import { Users } from './users.ts';

export type TokenRequest = {
  /** A group of the shop's own people; without one, a person who signs in for a customer. */
  role?: string;
  email?: string;
  /** Whether the pool has verified the person's address. */
  isEmailVerified?: boolean;
  name?: string;
  /** The person's id; the user's with this address, or derived from it, when absent. */
  subject?: string;
  expiresInSeconds?: number;
  tokenUse?: 'id' | 'access';
};

/** Somebody who can sign in on the pages, with a password that is known. */
export type NewPerson = {
  role?: string;
  email: string;
  password: string;
  name?: string;
  totpSecret?: string;
};

export type SignIn = {
  /** Replaces `https://cognito-idp.<region>.amazonaws.com`; a pool's issuer is below it. */
  url: string;
  /** Everybody who can sign in. */
  users: Users;
  usePools(pools: readonly UserPool[]): void;
  /** Issues a token without a password, for tests and the command line. */
  mint(request: TokenRequest): Promise<string>;
  /** Makes somebody who can sign in, in the pool of the role; their address counts as verified. */
  addPerson(person: NewPerson): void;
  stop(): Promise<void>;
};

/**
 * Simulates the user pools and their pages: holds people, asks for passwords, issues tokens, and
 * publishes the keys that verify them.
 */
export async function startSignIn(options: { port?: number } = {}): Promise<SignIn> {
  const tokens = await TokenMint.open();
  const users = new Users();
  const grants = new Grants();
  let pools: readonly UserPool[] = [];
  const server = createServer((request, response) => {
    const deps = { url, tokens, users, grants, pools };
    signInServer(deps, request, response).catch(() => response.destroy());
  });
  const { url, stop } = await listen(server, options.port);
  return {
    url,
    stop,
    users,
    usePools: (next) => {
      pools = next;
    },
    mint: async (request) => {
      const pool = poolFor(request, pools);
      return tokens.issue(holderOf(request, users, pool), {
        issuer: `${url}/${pool.id}`,
        clientId: pool.clientId,
        use: request.tokenUse ?? 'id',
        lifeSeconds: request.expiresInSeconds ?? 3_600,
      });
    },
    addPerson: ({ role, password, email, ...more }) => {
      const groups = role === undefined ? [] : [role];
      // The same person as whoever gets a token by this address.
      const known = { sub: subjectOf(email), isEmailVerified: true, groups };
      const user = users.add(poolFor({ role }, pools).id, { email, ...known, ...more });
      users.setPassword(user, password, { isPermanent: true });
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

function holderOf(request: TokenRequest, users: Users, pool: UserPool) {
  const { role, email = `${role ?? 'member'}@shop.example`, isEmailVerified = true } = request;
  const subject = request.subject ?? users.find(pool.id, email)?.sub ?? subjectOf(email);
  const groups = role === undefined ? [] : [role];
  return { subject, email, isEmailVerified, name: request.name, groups };
}
