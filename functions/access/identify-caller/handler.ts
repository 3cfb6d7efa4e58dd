import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import type { KeyCaller } from '#domain/access/caller';
import { actingPerson, type Membership, type SignedIn } from '#domain/access/identify-person';
import type { CallerContext } from '#runtime/caller';
import { logger } from '#runtime/log';

/** Whom a route lets in beside people who signed in: keys too, or guests as well. */
type RouteAccess = 'known' | 'anyone';

export type IdentifyDeps = {
  /** By route, as the gateway names it. A route that is not here is for people who signed in. */
  routeAccess: Readonly<Record<string, RouteAccess>>;
  /** Who holds this API key; undefined when it is unknown, over or revoked. */
  findKey: (text: string) => Promise<KeyCaller | undefined>;
  /** Who this token speaks of, or why it is refused. */
  verifyToken: (token: string) => Promise<SignedIn | 'token_expired' | 'token_invalid'>;
  /** The stored rows of this person, not older than seconds. */
  membershipsOf: (person: SignedIn) => Promise<readonly Membership[]>;
};

type Request = Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'routeKey'>;
type Result = APIGatewaySimpleAuthorizerWithContextResult<CallerContext>;

/**
 * Finds out who calls, and whether the route is for them. It always lets the request through: the
 * function answers for itself, so that who is turned away gets the same problem+json as everybody
 * else, not the gateway's bare "Forbidden".
 */
export const createHandler =
  (deps: IdentifyDeps) =>
  async ({ headers = {}, routeKey }: Request): Promise<Result> => {
    const context = admitted(await identify(deps, headers), deps.routeAccess[routeKey]);
    if (context.kind === 'rejected') logger.warn('credentials rejected', { code: context.code });
    return { isAuthorized: true, context };
  };

function admitted(context: CallerContext, access: RouteAccess | undefined): CallerContext {
  if (context.kind === 'public' && access !== 'anyone')
    return { kind: 'rejected', code: 'credentials_required' };
  if (context.kind === 'key' && access === undefined)
    return { kind: 'rejected', code: 'people_only' };
  return context;
}

type Headers = Record<string, string | undefined>;

async function identify(deps: IdentifyDeps, headers: Headers): Promise<CallerContext> {
  const { 'x-api-key': apiKey, authorization, 'x-customer': wanted } = headers;
  if (apiKey !== undefined) {
    const key = await deps.findKey(apiKey);
    return key
      ? { ...key, scopes: key.scopes.join(' ') }
      : { kind: 'rejected', code: 'api_key_invalid' };
  }
  if (authorization === undefined) return { kind: 'public' };
  const person = await identifyPerson(deps, authorization, wanted);
  return typeof person === 'string'
    ? { kind: 'rejected', code: person }
    : { ...person, roles: person.roles.join(' ') };
}

async function identifyPerson(
  { verifyToken, membershipsOf }: IdentifyDeps,
  authorization: string,
  wanted: string | undefined,
) {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token === undefined) return 'token_invalid';
  const person = await verifyToken(token);
  if (typeof person === 'string') return person;
  return actingPerson(person, await membershipsOf(person), wanted);
}
