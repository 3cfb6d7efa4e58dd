import { answerDespite } from '../answer-despite.ts';
import { readJsonBody } from '../json-body.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { PayPalAccount } from './account.ts';
import type { ApiRoute } from './api-routes.ts';
import { apiRoutes } from './api-routes.ts';
import type { Answer } from './endpoint.ts';
import { expireDueOrders } from './expire-orders.ts';
import { failure, failureNamed, PayPalFailure } from './failure.ts';
import { newId } from './ids.ts';
import type { Issue } from './issues.ts';
import { marksConcerned } from './request-marks.ts';
import { showCertificate } from './show-certificate.ts';

const requestIdLengthMax = 108;

/** Answers a call to the API as PayPal would, or fails in the requested way. */
export async function answerApi(account: PayPalAccount, call: Call): Promise<Reply> {
  const metadata = marksConcerned(account, call);
  const fault = account.faults.takeForRequest({ method: call.method, path: call.path, metadata });
  const lock = lockOf(call);
  if (lock && account.busy.has(lock.key)) return failureReply(failure(lock.issue));
  if (lock) account.busy.add(lock.key);
  try {
    return await answerDespite(fault, {
      act: async () => (await showCertificate(account, call)) ?? act(account, call),
      refuse: () =>
        failureReply(failureNamed(fault?.issue ?? '') ?? failure('PAYEE_ACCOUNT_RESTRICTED')),
      tooMany: () => failureReply(new PayPalFailure(429)),
      breakDown: () => failureReply(new PayPalFailure(500)),
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

function act(account: PayPalAccount, call: Call): Reply {
  expireDueOrders(account);
  if (call.method === 'POST' && call.path === '/v1/oauth2/token') return account.tokens.issue(call);
  try {
    const { authorization } = call.headers;
    if (!authorization) throw new PayPalFailure(401);
    const refusal = account.tokens.refuse(authorization);
    if (refusal) return refusal;
    const route = findRoute(apiRoutes, call.method, call.path);
    if (!route) throw new PayPalFailure(404);
    refuseOtherMedia(call);
    refuseAsMocked(call);
    return successReply(answerOnce(account, call, route));
  } catch (error) {
    if (error instanceof PayPalFailure) return failureReply(error);
    throw error;
  }
}

/** The same request id gets the same answer, with another status. */
function answerOnce(
  account: PayPalAccount,
  call: Call,
  route: { handler: ApiRoute; ids: Record<string, string> },
): Answer {
  const { act: endpoint, keptSeconds } = route.handler;
  const requestId = keptSeconds === undefined ? undefined : requestIdOf(call);
  const kept = requestId && account.requestIds.recall(call.path, requestId);
  if (kept) return { status: 200, body: kept };
  const answer = endpoint({
    account,
    ids: route.ids,
    query: new URLSearchParams(call.query),
    body: () => bodyOf(call),
    rawBody: call.body,
    isMinimal: call.headers.prefer !== 'return=representation',
  });
  if (requestId && keptSeconds !== undefined) {
    account.requestIds.keep(call.path, requestId, { body: answer.body, seconds: keptSeconds });
  }
  return answer;
}

function requestIdOf({ headers }: Call): string | undefined {
  const value = headers['paypal-request-id'];
  if (typeof value !== 'string') return undefined;
  if (value.length >= 1 && value.length <= requestIdLengthMax) return value;
  throw failure('INVALID_STRING_LENGTH', { field: 'PayPal-Request-Id', location: 'header', value });
}

function bodyOf({ body }: Call) {
  if (body.trim() === '') return {};
  const read = readJsonBody(body);
  if (!read) throw failure('MALFORMED_REQUEST_JSON', { field: '/' });
  return read;
}

function refuseOtherMedia({ method, headers }: Call): void {
  const isJson = headers['content-type']?.startsWith('application/json');
  if (method === 'POST' && !isJson) throw new PayPalFailure(415);
}

/** The sandbox's negative testing: the caller names the issue that it wants. */
function refuseAsMocked({ headers }: Call): void {
  const wish = readJsonBody(String(headers['paypal-mock-response'] ?? ''));
  const mocked = failureNamed(String(wish?.mock_application_codes));
  if (mocked) throw mocked;
}

function successReply({ status, body }: Answer): Reply {
  return json(status, body, { 'paypal-debug-id': newId('debug') });
}

function failureReply(error: PayPalFailure): Reply {
  return json(error.status, error.body(), { 'paypal-debug-id': error.debugId });
}
