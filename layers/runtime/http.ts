import { createHash } from 'node:crypto';
import middy, { type MiddlewareObj } from '@middy/core';
import type {
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { type Caller, callerId } from '#domain/access/caller';
import { BodyRejectedError, InvalidRequestError } from '#domain/errors';
import type { Answer, Claim, Patience } from '#domain/idempotency';
import { type AuthorizerContext, callerFrom } from './caller.ts';
import { logger, publishMetrics } from './log.ts';
import { problemOf } from './problem.ts';

export type HttpEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { authorizer?: AuthorizerContext }
>;
export type HttpReply = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpReply>;

export const json = (statusCode: number, body: unknown): HttpReply => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

/** An answer that is stored already, byte for byte. */
export const jsonText = ({ statusCode, body }: Answer): HttpReply => ({
  ...json(statusCode, null),
  body,
});

export const redirect = (statusCode: 302 | 303, location: string): HttpReply => ({
  statusCode,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
});

export const requestIdOf = (event: HttpEvent): string => event.requestContext.requestId;

/** @throws UnauthenticatedError when credentials were sent and are not good. */
export const callerOf = (event: HttpEvent): Caller => callerFrom(event.requestContext.authorizer);

/** An id in the path; empty when it cannot be one of ours, which no store need be asked for. */
export const pathIdOf = ({ pathParameters }: HttpEvent, name = 'id'): string =>
  /^[a-z]+_\w{1,64}$/.exec(pathParameters?.[name] ?? '')?.[0] ?? '';

/** A buyer's token: a header, or the query in links. */
export const clientTokenOf = (event: HttpEvent): string | undefined =>
  event.headers['x-client-token'] ?? event.queryStringParameters?.clientToken;

/** What zod schemas, full or mini, have in common. */
type Schema<T> = {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
};

/** @throws InvalidRequestError that names every wrong field. Only here is a parse error the caller's fault. */
export function parseBody<T>(schema: Schema<T>, event: HttpEvent): T {
  return parse(schema, bodyOf(event));
}

/** @throws InvalidRequestError that names every wrong parameter. */
export function parseQuery<T>(schema: Schema<T>, event: HttpEvent): T {
  return parse(schema, event.queryStringParameters ?? {});
}

/** Bytes of a request body at most; the largest that is meant (200 lines) is far below. */
const bodyBytesMax = 256 * 1024;

function bodyOf(event: HttpEvent): unknown {
  requireBody(event, { bytesMax: bodyBytesMax, contentType: jsonType });
  const text = rawBodyOf(event).toString();
  // Bytes that are no UTF-8 have become U+FFFD, here or in the gateway.
  if (text.includes('\ufffd')) throw new InvalidRequestError('The body is not valid UTF-8.');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidRequestError('The body is not valid JSON.', [], { cause });
  }
}

/** The bytes as they came, which is what signatures are made over. */
export const rawBodyOf = ({ body, isBase64Encoded }: HttpEvent): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

export const jsonType = /^application\/([\w.+-]+\+)?json\b/i;

/** @throws BodyRejectedError for a body that is too large or says that it is something else. */
export function requireBody(
  event: HttpEvent,
  { bytesMax, contentType }: { bytesMax: number; contentType: RegExp },
): void {
  if (rawBodyOf(event).byteLength > bytesMax)
    throw new BodyRejectedError('body_too_large', `The body is larger than ${bytesMax} bytes.`);
  if (!contentType.test(event.headers['content-type'] ?? ''))
    throw new BodyRejectedError(
      'unsupported_media_type',
      contentType === jsonType
        ? 'Send JSON, with content-type: application/json.'
        : 'The body is of a type that is not taken here.',
    );
}

function parse<T>(schema: Schema<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  const first = errors[0];
  throw new InvalidRequestError(
    first ? `${first.path || 'The request'}: ${first.message}` : 'The request is not valid.',
    errors,
  );
}

const idempotencyKeyPattern = /^[\x21-\x7e]{1,255}$/;

/**
 * The caller's claim on this request: from its `Idempotency-Key`, or a claim of its own when none
 * was sent.
 *
 * @throws InvalidRequestError when the key is not 1 to 255 visible ASCII characters.
 */
export function claimOf(event: HttpEvent, caller: Caller, now: Date): Claim {
  const key = event.headers['idempotency-key'];
  if (key !== undefined && !idempotencyKeyPattern.test(key))
    throw new InvalidRequestError('An Idempotency-Key has 1 to 255 visible ASCII characters.');
  const { method, path } = event.requestContext.http;
  const holder =
    caller.kind === 'public' ? `public:${clientTokenOf(event) ?? ''}` : callerId(caller);
  return {
    id: sha256(`${holder}\n${key === undefined ? `request:${requestIdOf(event)}` : `key:${key}`}`),
    requestHash: sha256(`${method} ${path}\n${rawBodyOf(event).toString()}`),
    createdAt: now.toISOString(),
  };
}

/** Twins of a request that is being worked on wait for its answer for some three seconds. */
export const twinPatience: Patience = {
  tries: 20,
  pause: () => new Promise((resolve) => setTimeout(resolve, 150)),
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Errors become problem+json here, and are logged here, once. */
const problemJson: MiddlewareObj<HttpEvent, HttpReply, Error> = {
  onError: (request) => {
    const problem = problemOf(request.error, requestIdOf(request.event));
    if (problem.status >= 500) logger.error('request failed', { error: request.error as Error });
    request.response = {
      statusCode: problem.status,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
        ...(problem.status === 503 && { 'retry-after': '5' }),
      },
      body: JSON.stringify(problem),
    };
    logger.appendKeys({ code: problem.code });
  },
};

/** One line for each request, with its time and answer; every line carries the request's id. */
const requestLog = (startedAt = 0): MiddlewareObj<HttpEvent, HttpReply, Error> => ({
  before: ({ event }) => {
    startedAt = performance.now();
    logger.resetKeys();
    logger.appendKeys({ requestId: requestIdOf(event), event: event.routeKey });
  },
  after: ({ response }) => {
    finish(response?.statusCode ?? 200, startedAt);
  },
  onError: ({ response }) => {
    finish(response?.statusCode ?? 500, startedAt);
  },
});

function finish(statusCode: number, startedAt: number): void {
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  logger.info('request answered', { statusCode, durationMs });
  publishMetrics();
}

/** The pipeline of every HTTP function. */
export const httpFunction = (handler: HttpHandler) =>
  middy<HttpEvent, HttpReply>().use(requestLog()).use(problemJson).handler(handler);
