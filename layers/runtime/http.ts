import { createHash } from 'node:crypto';
import middy, { type MiddlewareObj } from '@middy/core';
import type {
  APIGatewayEventRequestContextV2,
  APIGatewayProxyEventV2WithRequestContext,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import { TooManyError } from '#domain/access/abuse-errors';
import { type Caller, callerId } from '#domain/access/caller';
import { InvalidRequestError } from '#domain/errors';
import type { Claim } from '#domain/idempotency';
import { type Admission, requireSize, requireSomebody } from './admission.ts';
import { answerHeaders } from './answer-headers.ts';
import { type AuthorizerContext, admit, callerFrom } from './caller.ts';
import { canonicalBody } from './canonical-body.ts';
import { logger, publishMetrics } from './log.ts';
import { type LogKeys, logContext } from './pipeline.ts';
import { problemOf } from './problem.ts';
import { clientTokenIn } from './sent-client-token.ts';

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
 * An answer as it is stored. Its body holds nothing that grants access: no token, no secret. Such
 * parts are added when answering, found by `subject`.
 */
export type StoredAnswer = {
  statusCode: number;
  body: string;
  /** The id of what the answer is about, when something has to be added to it. */
  subject?: string;
};

/** Sends a stored answer, byte for byte. */
export const jsonText = ({ statusCode, body }: StoredAnswer): HttpReply => ({
  ...json(statusCode, null),
  body,
});

/** To where only this caller may go: a link to a document, or a page of one's own. */
export const redirect = (statusCode: 302 | 303, location: string): HttpReply => ({
  statusCode,
  headers: { location, 'cache-control': 'private, no-store' },
});

export const requestIdOf = (event: HttpEvent): string => event.requestContext.requestId;

/** Returns the caller; the pipeline has already rejected those that the route does not accept. */
export const callerOf = (event: HttpEvent): Caller => callerFrom(event.requestContext.authorizer);

/** What a request shows of who sends it: each reader judges whether it is enough. */
export const shownBy = (event: HttpEvent): { caller: Caller; clientToken: string | undefined } => ({
  caller: callerOf(event),
  clientToken: clientTokenOf(event),
});

/** An id in the path; empty when it cannot be valid, so that no store has to look it up. */
export const pathIdOf = ({ pathParameters }: HttpEvent, name = 'id'): string =>
  /^[a-z]+_\w{1,64}$/.exec(pathParameters?.[name] ?? '')?.[0] ?? '';

/** A buyer's token: from a header, or from the query in links. */
export const clientTokenOf = (event: HttpEvent): string | undefined => clientTokenIn(event);

/** The body's original bytes, which signatures cover. */
export const rawBodyOf = ({ body, isBase64Encoded }: HttpEvent): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

const idempotencyKeyPattern = /^[\x21-\x7e]{1,255}$/;

/**
 * The caller's claim on this request: from its `Idempotency-Key`, or a new claim when none was
 * sent. All strangers are one caller: the key of one must not give the answer of another, so their
 * claims differ by the request.
 *
 * @throws InvalidRequestError when the key is not 1 to 255 visible ASCII characters.
 */
export function claimOf(event: HttpEvent, caller: Caller, now: Date): Claim {
  const key = event.headers['idempotency-key'];
  if (key !== undefined && !idempotencyKeyPattern.test(key))
    throw new InvalidRequestError(
      'An Idempotency-Key must have 1 to 255 visible ASCII characters.',
    );
  const requestHash = requestHashOf(event);
  const id = sha256(askedBy(event, caller, requestHash));
  return { id, requestHash, createdAt: now.toISOString() };
}

/** What a claim's id is a hash of; the caller can say it again, and nothing stored can. */
export const secretOf = (event: HttpEvent, caller: Caller): string =>
  askedBy(event, caller, requestHashOf(event));

const requestHashOf = (event: HttpEvent): string => {
  const { method, path } = event.requestContext.http;
  return sha256(`${method} ${path}\n${canonicalBody(rawBodyOf(event).toString())}`);
};

function askedBy(event: HttpEvent, caller: Caller, requestHash: string): string {
  const key = event.headers['idempotency-key'];
  const holder =
    caller.kind === 'public' ? `public:${clientTokenOf(event) ?? requestHash}` : callerId(caller);
  return `${holder}\n${key === undefined ? `request:${requestIdOf(event)}` : `key:${key}`}`;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Turns errors into problem+json and logs them, each once. */
const problemJson: MiddlewareObj<HttpEvent, HttpReply, Error> = {
  onError: (request) => {
    request.response = problemReply(request.error as Error, request.event);
  },
};

/** An error as problem+json, logged. Handlers throw, unless the answer also deletes cookies. */
export function problemReply(error: Error, event: HttpEvent): HttpReply {
  const problem = problemOf(error, requestIdOf(event));
  if (problem.status >= 500) logger.error('request failed', { error });
  logger.appendKeys({ code: problem.code });
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...retryAfter(error, problem.status),
    },
    body: JSON.stringify(problem),
  };
}

/** Whoever is refused for a while learns for how long. */
function retryAfter(error: Error, status: number): Record<string, string> {
  if (error instanceof TooManyError) return { 'retry-after': String(error.retryAfterSeconds) };
  return status === 503 ? { 'retry-after': '5' } : {};
}

type Timed = { startedAt: number };

/** Logs one line for each request, with its duration and status. */
const requestLog: MiddlewareObj<HttpEvent, HttpReply, Error, Context, Timed> = {
  before: ({ internal }) => {
    internal.startedAt = performance.now();
  },
  after: ({ response, internal }) => finish(response, 200, internal.startedAt),
  onError: ({ response, internal }) => finish(response, 500, internal.startedAt),
};

function finish(reply: HttpReply | null | undefined, otherwise: number, startedAt: number): void {
  const durationMs = Math.round((performance.now() - startedAt) * 10) / 10;
  const statusCode = reply?.statusCode ?? otherwise;
  logger.info('request answered', {
    statusCode,
    success: statusCode < 400,
    durationMs,
    responseSize: bytesOf(reply),
  });
  publishMetrics();
}

/** Of the body as it is sent. */
const bytesOf = (reply: HttpReply | null | undefined): number =>
  Buffer.byteLength(reply?.body ?? '', reply?.isBase64Encoded ? 'base64' : 'utf8');

/** The request's id, and the payment's that its path names, for every log line. */
function requestKeys(event: HttpEvent): LogKeys {
  const id = pathIdOf(event);
  return {
    requestId: requestIdOf(event),
    event: event.routeKey,
    ...(id.startsWith('pay_') && { paymentId: id }),
  };
}

/** Checks the caller and the body's size before the handler reads the body. */
const admission = (limits: Admission): MiddlewareObj<HttpEvent, HttpReply, Error> => ({
  before: ({ event }) => {
    const caller = admit(event.requestContext.authorizer, event.requestContext.http.method);
    const isOpen = event.requestContext.authorizer === undefined;
    if (!isOpen && !limits.strangers) requireSomebody(caller, clientTokenOf(event));
    requireSize(event, caller, limits);
  },
});

/**
 * The pipeline of every HTTP function: checks the caller and the body's size, then calls the
 * handler.
 *
 * A route without an authorizer is open. On every other route, only callers with some credentials
 * reach the handler, unless it serves strangers too.
 */
export const httpFunction = (handler: HttpHandler, limits: Admission = {}) =>
  middy<HttpEvent, HttpReply>()
    .use(logContext(requestKeys))
    .use(requestLog)
    .use(answerHeaders)
    .use(problemJson)
    .use(admission(limits))
    .handler(handler);
