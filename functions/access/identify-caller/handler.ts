import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import type { KeyCaller } from '#domain/access/caller';
import type { CallerContext } from '#runtime/caller';
import { logger } from '#runtime/log';

type Person = { subject: string; roles: string; customerId?: string };

export type IdentifyDeps = {
  /** Who holds this API key; undefined when it is unknown or revoked. */
  findKey: (text: string) => Promise<KeyCaller | undefined>;
  /** Who this token speaks of, or why it is refused. */
  verifyToken: (token: string) => Promise<Person | 'token_expired' | 'token_invalid'>;
};

type Result = APIGatewaySimpleAuthorizerWithContextResult<CallerContext>;

/**
 * Finds out who calls. It always lets the request through: the function answers for itself, so that
 * callers with bad credentials get the same problem+json as everybody else, not the gateway's bare
 * "Forbidden".
 */
export const createHandler =
  (deps: IdentifyDeps) =>
  async ({ headers = {} }: APIGatewayRequestAuthorizerEventV2): Promise<Result> => {
    const context = await identify(deps, headers['x-api-key'], headers.authorization);
    if (context.kind === 'rejected') logger.warn('credentials rejected', { code: context.code });
    return { isAuthorized: true, context };
  };

async function identify(
  { findKey, verifyToken }: IdentifyDeps,
  apiKey: string | undefined,
  authorization: string | undefined,
): Promise<CallerContext> {
  if (apiKey !== undefined) {
    const key = await findKey(apiKey);
    return key
      ? { ...key, scopes: key.scopes.join(' ') }
      : { kind: 'rejected', code: 'api_key_invalid' };
  }
  if (authorization === undefined) return { kind: 'public' };
  const person = await verifyToken(authorization.replace(/^Bearer\s+/i, ''));
  return typeof person === 'string'
    ? { kind: 'rejected', code: person }
    : { kind: 'person', ...person };
}
