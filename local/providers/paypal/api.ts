import { answerDespite } from '../answer-despite.ts';
import type { Metadata } from '../faults.ts';
import { type JsonBody, marksIn, readJsonBody } from '../json-body.ts';
import { type Call, json, Refusal, type Reply } from '../loopback-server.ts';
import type { PayPalAccount } from './account.ts';
import type { ApiRoute } from './endpoint.ts';
import { broadFailure, failure, failureNamed } from './failure.ts';
import { newId } from './ids.ts';
import type { Issue } from './issues.ts';
import { Part } from './part.ts';
import { marksOf, marksOfCapture } from './records.ts';

const requestIdLengthMax = 108;

/** Answers a call to the API as PayPal would, or fails in the requested way. */
export async function answerApi(
  account: PayPalAccount,
  call: Call,
  act: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const lock = lockOf(call);
  if (lock && account.busy.has(lock.key)) return failure(lock.issue).reply;
  if (lock) account.busy.add(lock.key);
  try {
    return await answerDespite(account.faults, call, {
      marks: marksConcerned(account, call),
      act,
      refuse: (issue = '') => (failureNamed(issue) ?? failure('PAYEE_ACCOUNT_RESTRICTED')).reply,
      tooMany: () => broadFailure(429).reply,
      breakDown: () => broadFailure(500).reply,
    });
  } finally {
    if (lock) account.busy.delete(lock.key);
  }
}

/** What two requests must not do at once, and the second one's error. */
function lockOf({ method, path, headers }: Call): { key: string; issue: Issue } | undefined {
  if (method !== 'POST') return undefined;
  const requestId = headers['paypal-request-id'];
  if (path.endsWith('/capture')) return { key: path, issue: 'ORDER_COMPLETION_IN_PROGRESS' };
  if (path.endsWith('/refund')) return { key: path, issue: 'PREVIOUS_REQUEST_IN_PROGRESS' };
  return requestId === undefined
    ? undefined
    : { key: `${path} ${requestId}`, issue: 'PREVIOUS_REQUEST_IN_PROGRESS' };
}

/** What an endpoint answers to who has a good token and asks in the right way. */
export function actFor(account: PayPalAccount, call: Call, route: ApiRoute): Reply {
  const { authorization } = call.headers;
  if (!authorization) throw broadFailure(401);
  const trouble = account.tokens.troubleOf(authorization);
  if (trouble) throw tokenRefusal(401, 'invalid_token', tokenTroubles[trouble]);
  refuseOtherMedia(call);
  refuseAsMocked(call);
  const { status, body } = answerOnce(account, call, route);
  return json(status, body, { 'paypal-debug-id': newId('debug') });
}

const tokenTroubles = {
  unknown: 'Token signature verification failed',
  expired: 'The token passed in was not found in the system',
};

/** A refusal by what gives the tokens, whose errors have their own form. */
export function tokenRefusal(status: number, error: string, description: string): Refusal {
  return new Refusal(description, json(status, { error, error_description: description }));
}

/**
 * The same request id gets the same answer, with another status. Only successes are kept: a rejected
 * request did nothing, so the same id may try again. Each path has its own ids.
 */
function answerOnce(
  account: PayPalAccount,
  call: Call,
  { act, status = 200, keptSeconds }: ApiRoute,
): { status: number; body: object } {
  const requestId = keptSeconds === undefined ? undefined : requestIdOf(call);
  const key = `${call.path} ${requestId}`;
  const kept = requestId && account.answers.recall(key);
  if (kept) return { status: 200, body: kept };
  const body = act({
    account,
    ids: call.ids,
    query: call.query,
    readBody: () => bodyOf(call),
    rawBody: call.body,
    isMinimal: call.headers.prefer !== 'return=representation',
  });
  // A copy, so that later changes of the object do not affect it.
  if (requestId) account.answers.keep(key, structuredClone(body), keptSeconds ?? 0);
  return { status, body };
}

function requestIdOf({ headers }: Call): string | undefined {
  const value = headers['paypal-request-id'];
  if (value === undefined) return undefined;
  if (value.length >= 1 && value.length <= requestIdLengthMax) return value;
  throw failure('INVALID_STRING_LENGTH', { field: 'PayPal-Request-Id', location: 'header', value });
}

function bodyOf({ body }: Call): Part {
  const fields = body.trim() === '' ? {} : readJsonBody(body);
  if (!fields) throw failure('MALFORMED_REQUEST_JSON', { field: '/' });
  return new Part(fields);
}

function refuseOtherMedia({ method, headers }: Call): void {
  const isJson = headers['content-type']?.startsWith('application/json');
  if (method === 'POST' && !isJson) throw broadFailure(415);
}

/** The sandbox's negative testing: the caller names the issue that it wants. */
function refuseAsMocked({ headers }: Call): void {
  const wish = readJsonBody(headers['paypal-mock-response'] ?? '');
  const mocked = failureNamed(String(wish?.mock_application_codes));
  if (mocked) throw mocked;
}

/**
 * The objects of a call: names in its body, and those of the objects in its path. Faults select by
 * them, so that parallel tests do not disturb each other.
 */
function marksConcerned(account: PayPalAccount, call: Call): Metadata[] {
  const body = readJsonBody(call.body) ?? {};
  const units = Array.isArray(body.purchase_units) ? (body.purchase_units as JsonBody[]) : [];
  const carried = [body, ...units.map((unit) => unit ?? {})].map(marksIn);
  return [...carried, ...call.path.split('/').flatMap((id) => marksOfObject(account, id))];
}

function marksOfObject(account: PayPalAccount, id: string): Metadata[] {
  const refund = account.refunds.get(id);
  const capture = refund?.capture ?? account.captures.get(id);
  if (capture) return [marksOfCapture(capture)];
  const order = account.orders.get(id);
  return order ? order.units.map((unit) => marksOf(order, unit)) : [];
}
