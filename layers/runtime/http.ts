import { createHash } from 'node:crypto';
import middy, { type MiddlewareObj } from '@middy/core';
import type {
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { type Caller, callerId } from '#domain/access/caller';
import { InvalidRequestError } from '#domain/errors';
import type { Claim } from '#domain/idempotency';
import { type BodyLimits, requireSize, requireSomebody } from './admission.ts';
import { answerHeaders } from './answer-headers.ts';
import { type AuthorizerContext, admit, callerFrom } from './caller.ts';
import { canonicalBody } from './canonical-body.ts';
import { logger, publishMetrics } from './log.ts';
import { type LogKeys, logContext } from './pipeline.ts';
import { problemOf } from './problem.ts';

export type HttpEvent = APIGatewayProxyEventV2WithRequestContext<
  APIGatewayEventRequestContextV2 & { authorizer?: AuthorizerContext }
>;
export type HttpReply = APIGatewayProxyStructuredResultV2;
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpReply>;

export const json = (statusCode: number, body: unknown): HttpReply => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/**
 * An answer as it is stored. Its body holds nothing that lets one act: no token, no secret. What has
 * to be in the answer all the same is added when answering, from the `subject`.
 */
export type StoredAnswer = {
  statusCode: number;
  body: string;
  /** The id of what the answer is about, where something has to be added to it. */
  subject?: string;
};

/** An answer that is stored already, byte for byte. */
export const jsonText = ({ statusCode, body }: StoredAnswer): HttpReply => ({
  ...json(statusCode, null),
  body,
});

export const redirect = (statusCode: 302 | 303, location: string): HttpReply => ({
  statusCode,
  headers: { location },
});

export const requestIdOf = (event: HttpEvent): string => event.requestContext.requestId;

/** Who calls; the pipeline has turned away whom the route does not let in. */
export const callerOf = (event: HttpEvent): Caller => callerFrom(event.requestContext.authorizer);

/** An id in the path; empty when it cannot be one of ours, which no store need be asked for. */
export const pathIdOf = ({ pathParameters }: HttpEvent, name = 'id'): string =>
  /^[a-z]+_\w{1,64}$/.exec(pathParameters?.[name] ?? '')?.[0] ?? '';

/** A buyer's token: a header, or the query in links. */
export const clientTokenOf = (event: HttpEvent): string | undefined =>
  event.headers['x-client-token'] ?? event.queryStringParameters?.clientToken;

/** The bytes as they came, which is what signatures are made over. */
export const rawBodyOf = ({ body, isBase64Encoded }: HttpEvent): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

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
    requestHash: sha256(`${method} ${path}\n${canonicalBody(rawBodyOf(event).toString())}`),
    createdAt: now.toISOString(),
  };
}

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
        ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
        ...(problem.status === 503 && { 'retry-after': '5' }),
      },
      body: JSON.stringify(problem),
    };
    logger.appendKeys({ code: problem.code });
  },
};

type Timed = { startedAt: number };

/** One line for each request, with its time and answer. */
const requestLog: MiddlewareObj<HttpEvent, HttpReply, Error, Context, Timed> = {
  before: ({ internal }) => {
    internal.startedAt = performance.now();
  },
  after: ({ response, internal }) => finish(response?.statusCode ?? 200, internal.startedAt),
  onError: ({ response, internal }) => finish(response?.statusCode ?? 500, internal.startedAt),
};

function finish(statusCode: number, startedAt: number): void {
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  logger.info('request answered', { statusCode, durationMs });
  publishMetrics();
}

/** Every line carries the request's id. */
const requestKeys = (event: HttpEvent): LogKeys => ({
  requestId: requestIdOf(event),
  event: event.routeKey,
});

/** Who calls and how much they send, before any handler looks at what it says. */
const admission = (limits: BodyLimits): MiddlewareObj<HttpEvent, HttpReply, Error> => ({
  before: ({ event }) => {
    const caller = admit(event.requestContext.authorizer, event.requestContext.http.method);
    const isOpen = event.requestContext.authorizer === undefined;
    if (!isOpen) requireSomebody(caller, clientTokenOf(event));
    requireSize(event, caller, limits);
  },
});

/**
 * The pipeline of every HTTP function: who calls, how much they send, and then the handler.
 *
 * A route without an authorizer is open. On every other one, nobody gets as far as the handler
 * without credentials of some kind.
 */
export const httpFunction = (handler: HttpHandler, limits: BodyLimits = {}) =>
  middy<HttpEvent, HttpReply>()
    .use(logContext(requestKeys))
    .use(requestLog)
    .use(answerHeaders)
    .use(problemJson)
    .use(admission(limits))
    .handler(handler);
