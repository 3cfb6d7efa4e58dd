import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import {
  type Credentials,
  type IdentifyDeps,
  identifyCaller,
} from '#domain/access/identify-caller';
import { type CallerContext, contextOf } from '#runtime/caller';
import { logger } from '#runtime/log';
import type { Settings } from '#vocabulary/settings';

export type IdentifyFunctionDeps = IdentifyDeps & {
  routeAccess: Settings['ROUTE_ACCESS'];
};

type Request = Pick<APIGatewayRequestAuthorizerEventV2, 'headers' | 'routeKey'>;
type Result = APIGatewaySimpleAuthorizerWithContextResult<CallerContext>;

/**
 * Identifies the caller, and checks whether the route accepts them. Always lets the request
 * through: the function itself rejects it, so that every rejected caller gets problem+json instead
 * of the gateway's bare "Forbidden".
 */
export const createHandler =
  (deps: IdentifyFunctionDeps) =>
  async ({ headers = {}, routeKey }: Request): Promise<Result> => {
    const caller = await identifyCaller(deps, credentialsIn(headers), deps.routeAccess[routeKey]);
    if (caller.kind === 'rejected') logger.warn('credentials rejected', { code: caller.code });
    return { isAuthorized: true, context: contextOf(caller) };
  };

function credentialsIn(headers: Record<string, string | undefined>): Credentials {
  const { 'x-api-key': apiKey, authorization, 'x-customer': customerWanted } = headers;
  if (authorization === undefined) return { apiKey, customerWanted };
  const [, text] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  return { apiKey, customerWanted, token: text === undefined ? 'malformed' : { text } };
}
