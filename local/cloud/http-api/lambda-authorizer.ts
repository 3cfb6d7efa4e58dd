import type { Invoked } from '../functions/lambda.ts';
import { gatewayAnswer, internalServerError } from './answer.ts';
import type { Authorization, Authorize } from './authorizer.ts';
import { authorizerEventOf, requestContextOf } from './event.ts';
import { identityValue } from './identity-source.ts';

export type LambdaAuthorizerOptions = {
  identitySources: string[];
  cacheSeconds: number;
  /** Returns a route's ARN. */
  routeArnOf: (routeKey: string) => string;
  invoke: (event: unknown) => Promise<Invoked>;
};

type Cached = { authorization: Authorization; until: number };

/** Calls a Lambda authorizer (payload format 2.0, simple responses). */
export function lambdaAuthorizer(options: LambdaAuthorizerOptions): Authorize {
  const cache = new Map<string, Cached>();
  return async (request, context) => {
    const requestContext = requestContextOf(request, context);
    const identities = options.identitySources.map((source) =>
      identityValue(source, request, requestContext),
    );
    if (identities.some((value) => value === undefined || value === ''))
      return { refusal: gatewayAnswer(401, 'Unauthorized') };
    const isCached = options.cacheSeconds > 0 && identities.length > 0;
    const key = JSON.stringify(identities);
    const cached = isCached ? cache.get(key) : undefined;
    if (cached && cached.until > Date.now()) return cached.authorization;
    const event = authorizerEventOf(
      request,
      context,
      options.routeArnOf(context.routeKey),
      identities as string[],
    );
    const authorization = read(await options.invoke(event));
    const isVerdict = 'authorizer' in authorization || authorization.refusal.statusCode === 403;
    if (isCached && isVerdict)
      cache.set(key, { authorization, until: Date.now() + options.cacheSeconds * 1000 });
    return authorization;
  };
}

function read({ outcome }: Invoked): Authorization {
  if ('error' in outcome) return { refusal: internalServerError() };
  const answer: unknown = JSON.parse(outcome.payload);
  if (typeof answer !== 'object' || answer === null || !('isAuthorized' in answer))
    return { refusal: internalServerError() };
  const { isAuthorized, context } = answer as { isAuthorized: unknown; context?: unknown };
  if (isAuthorized !== true) return { refusal: gatewayAnswer(403, 'Forbidden') };
  return { authorizer: { lambda: context ?? null } };
}
