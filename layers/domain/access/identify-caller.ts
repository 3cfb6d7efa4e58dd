import type { Caller, KeyCaller, PersonCaller, Refusal } from './caller.ts';
import { actingPerson, type Membership, type SignedIn } from './identify-person.ts';

/** Whom a route lets in beside people who signed in: keys too, or guests as well. */
export type RouteAccess = 'known' | 'anyone';

export type IdentifyDeps = {
  /** Who holds this API key; undefined when it is unknown, over or revoked. */
  findKey: (text: string) => Promise<KeyCaller | undefined>;
  /** Who this token speaks of, or why it is refused. */
  verifyToken: (token: string) => Promise<SignedIn | 'token_expired' | 'token_invalid'>;
  /** The stored rows of this person, not older than seconds. */
  membershipsOf: (person: SignedIn) => Promise<readonly Membership[]>;
};

/** What a request brought to show who sends it. */
export type Credentials = {
  apiKey?: string;
  /** `malformed`: something that is no bearer token stood in its place. */
  token?: { text: string } | 'malformed';
  /** The customer for whom somebody of several wants to act. */
  customerWanted?: string;
};

export type Identified = Caller | { kind: 'rejected'; code: Refusal };

/** Who calls, and whether a route is for them. A route without access named is for people alone. */
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

/** A key outweighs a token: a request that carries both is the server's. */
async function identify(deps: IdentifyDeps, credentials: Credentials): Promise<Identified> {
  const { apiKey, token } = credentials;
  if (apiKey !== undefined) return (await deps.findKey(apiKey)) ?? rejected('api_key_invalid');
  if (token === undefined) return { kind: 'public' };
  if (token === 'malformed') return rejected('token_invalid');
  const person = await personOf(deps, token.text, credentials.customerWanted);
  return typeof person === 'string' ? rejected(person) : person;
}

async function personOf(
  { verifyToken, membershipsOf }: IdentifyDeps,
  token: string,
  wanted: string | undefined,
): Promise<PersonCaller | Refusal> {
  const person = await verifyToken(token);
  if (typeof person === 'string') return person;
  return actingPerson(person, await membershipsOf(person), wanted);
}

const rejected = (code: Refusal): Identified => ({ kind: 'rejected', code });
