import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda';
import { type IdentifyDeps, identifyCaller } from '#domain/access/identify-caller';
import { type BanDeps, refuseBanned } from '#domain/access/refuse-banned';
import { type CallerContext, contextOf } from '#runtime/caller';
import { credentialsIn } from '#runtime/credentials';
import { logger } from '#runtime/log';
import { clientTokenIn } from '#runtime/sent-client-token';
import type { Settings } from '#vocabulary/settings';

export type IdentifyFunctionDeps = IdentifyDeps &
  BanDeps & { routeAccess: Settings['ROUTE_ACCESS'] };

type Request = Pick<
  APIGatewayRequestAuthorizerEventV2,
  'headers' | 'routeKey' | 'queryStringParameters'
> & {
  cookies?: string[];
  requestContext: { http: { method: string; sourceIp: string } };
};
type Result = APIGatewaySimpleAuthorizerWithContextResult<CallerContext>;

/**
 * Identifies the caller, and checks whether the route accepts them. Always lets the request
 * through: the function itself rejects it, so that every rejected caller gets problem+json instead
 * of the gateway's bare "Forbidden".
 */
export const createHandler =
  (deps: IdentifyFunctionDeps) =>
  async (request: Request): Promise<Result> => {
    const access = deps.routeAccess[request.routeKey];
    const { sourceIp: address } = request.requestContext.http;
    const sent = { ...credentialsIn(request), clientToken: clientTokenIn(request), address };
    const caller = await refuseBanned(deps, await identifyCaller(deps, sent, access), sent);
    if (caller.kind === 'rejected') logger.warn('credentials rejected', { code: caller.code });
    return { isAuthorized: true, context: contextOf(caller) };
  };
