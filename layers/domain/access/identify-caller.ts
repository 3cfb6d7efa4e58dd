import type { RouteAccess } from '#vocabulary/settings';
import type { Caller, KeyCaller, PersonCaller, Refusal } from './caller.ts';
import {
  actingPerson,
  type CustomerChoice,
  type Membership,
  type SignedIn,
} from './identify-person.ts';

export type IdentifyDeps = {
  /** Returns the key's holder; undefined when it is unknown, expired or revoked. */
  findKey: (text: string) => Promise<KeyCaller | undefined>;
  /** Returns the token's person, or why the token is refused. */
  verifyToken: (token: string) => Promise<SignedIn | 'token_expired' | 'token_invalid'>;
  /** The stored rows of this person, at most some seconds old. */
  membershipsOf: (person: SignedIn) => Promise<readonly Membership[]>;
};

/** The credentials that a request carries. */
export type Credentials = {
  apiKey?: string;
  /** `malformed`: the header is not a bearer token. */
  token?: { text: string } | 'malformed';
  /** The chosen customer of a person who belongs to several. */
  customerWanted?: string;
  /** As chosen in the browser, which may have changed since. */
  customerPreferred?: string;
};

export type Identified = Caller | { kind: 'rejected'; code: Refusal };

/** Identifies the caller and checks the route's access; without one it is for people only. */
export async function identifyCaller(
  deps: IdentifyDeps,
  credentials: Credentials,
  access: RouteAccess | undefined,
): Promise<Identified> {
  const caller = await identify(deps, credentials);
  if (caller.kind === 'public' && access !== 'anyone') return rejected('credentials_required');
  if (caller.kind === 'key' && access === undefined) return rejected('people_only');
  return caller;
}

/** A key takes precedence over a token: a request with both comes from the server. */
async function identify(deps: IdentifyDeps, credentials: Credentials): Promise<Identified> {
  const { apiKey, token, customerWanted: wanted, customerPreferred: preferred } = credentials;
  if (apiKey !== undefined) return (await deps.findKey(apiKey)) ?? rejected('api_key_invalid');
  if (token === undefined) return { kind: 'public' };
  if (token === 'malformed') return rejected('token_invalid');
  const person = await personOf(deps, token.text, { wanted, preferred });
  return typeof person === 'string' ? rejected(person) : person;
}

async function personOf(
  { verifyToken, membershipsOf }: IdentifyDeps,
  token: string,
  choice: CustomerChoice,
): Promise<PersonCaller | Refusal> {
  const person = await verifyToken(token);
  if (typeof person === 'string') return person;
  return actingPerson(person, await membershipsOf(person), choice);
}

const rejected = (code: Refusal): Identified => ({ kind: 'rejected', code });
