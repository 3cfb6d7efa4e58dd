import type { Role } from '#domain/access/caller';
import { variableOf } from '#runtime/environment';
import { type Pool, tokenVerifier } from '#runtime/tokens';
import type { PeopleKind } from '#vocabulary/sessions';

const staffRoles: readonly Role[] = ['admin', 'finance'];

const pools: Record<PeopleKind, Pool> = {
  people: { issuer: variableOf('TOKEN_ISSUER'), audience: variableOf('TOKEN_AUDIENCE'), roles: [] },
  staff: {
    issuer: variableOf('STAFF_TOKEN_ISSUER'),
    audience: variableOf('STAFF_TOKEN_AUDIENCE'),
    roles: staffRoles,
  },
};

/** Verifies the tokens of everybody who may sign in. */
export const verifyToken = tokenVerifier(Object.values(pools));

const verifiers = {
  people: tokenVerifier([pools.people]),
  staff: tokenVerifier([pools.staff]),
};

/** The nonce of a token that these people's pool issued to us; nothing for any other token. */
export async function nonceOf(kind: PeopleKind, idToken: string): Promise<string | undefined> {
  const holder = await verifiers[kind](idToken);
  return typeof holder === 'string' ? undefined : holder.nonce;
}
