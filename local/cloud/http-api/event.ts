import type { ApiRequest } from './request.ts';

/** What a route adds to a request before its function gets it. */
export type EventContext = {
  routeKey: string;
  pathParameters: Record<string, string> | undefined;
  accountId: string;
  apiId: string;
  stage: string;
  authorizer?: Record<string, unknown>;
};

/** HTTP APIs pass these types as text; everything else, forms too, as base64. */
const isText = (contentType: string): boolean =>
  /^(text\/.*|application\/(json|xml|javascript))\s*(;|$)/i.test(contentType);

/** Payload format 2.0, as API Gateway sends it to a function. */
export function eventOf(request: ApiRequest, context: EventContext) {
  const { routeKey, pathParameters } = context;
  const isBase64Encoded = request.body.length > 0 && !isText(request.headers['content-type'] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath: request.rawPath,
    rawQueryString: request.rawQueryString,
    ...(request.cookies && { cookies: request.cookies }),
    headers: request.headers,
    ...(request.query && { queryStringParameters: request.query }),
    ...(pathParameters && { pathParameters }),
    requestContext: requestContextOf(request, context),
    ...(request.body.length > 0 && {
      body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    }),
    isBase64Encoded,
  };
}

/** The event for a Lambda authorizer, in payload format 2.0. */
export function authorizerEventOf(
  request: ApiRequest,
  context: EventContext,
  routeArn: string,
  identitySource: string[],
) {
  const { body: _body, isBase64Encoded: _isBase64Encoded, ...event } = eventOf(request, context);
  return { ...event, type: 'REQUEST', routeArn, identitySource };
}

export function requestContextOf(request: ApiRequest, context: EventContext) {
  const domainName = request.headers.host ?? 'localhost';
  return {
    accountId: context.accountId,
    apiId: context.apiId,
    ...(context.authorizer && { authorizer: context.authorizer }),
    domainName,
    domainPrefix: domainName.split('.')[0],
    http: {
      method: request.method,
      path: request.rawPath,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: request.id,
    routeKey: context.routeKey,
    stage: context.stage,
    time: logTime(request.at),
    timeEpoch: request.at.getTime(),
  };
}

/** The time in the access log's format: `21/Nov/2026:03:16:07 +0000`. */
export function logTime(at: Date): string {
  const [, day, month, year, time] = at.toUTCString().match(/, (\d+) (\w+) (\d+) ([\d:]+)/)!;
  return `${day}/${month}/${year}:${time} +0000`;
}
