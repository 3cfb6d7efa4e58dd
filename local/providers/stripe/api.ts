import { setTimeout as wait } from 'node:timers/promises';
import type { RequestFault } from '../faults.ts';
import { garble } from '../garble.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { StripeAccount } from './account.ts';
import { apiRoutes } from './api-routes.ts';
import type { ApiCall, Endpoint } from './endpoint.ts';
import { StripeFailure } from './errors.ts';
import { currentApiVersion, noOrigin } from './events.ts';
import { expand } from './expansion.ts';
import type { Form } from './forms.ts';
import { parseForm } from './forms.ts';
import type { IdempotencyKeys, KeptAnswer } from './idempotency.ts';
import { newId } from './ids.ts';
import { refuseUnknown, textList } from './parameters.ts';
import { metadataConcernedBy } from './request-metadata.ts';

/** What answers an API call: the account, its secret key and its memory of idempotency keys. */
export type Api = {
  account: StripeAccount;
  secretKey: string;
  keys: IdempotencyKeys;
};

/** The default duration of a slow answer. */
const slowMs = 1_000;

/** A call in progress: its request, and how it will be answered. */
type Request = {
  id: string;
  call: Call;
  params: Form;
  key: string | undefined;
  version: string;
};

/** Answers a call to `/v1/…` as Stripe would, or fails in the requested way. */
export async function answerApi(api: Api, call: Call): Promise<Reply> {
  const request = readRequest(call);
  const fault = api.account.faults.takeForRequest({
    method: call.method,
    path: call.path,
    metadata: metadataConcernedBy(api.account, call.path, request.params),
  });
  if (fault?.fault === 'hang') return { status: 500, ending: 'never' };
  if (fault?.fault === '429') return failureReply(request, rateLimited());
  if (fault?.fault === 'refuse') return failureReply(request, refused());
  return garble(await answerOnce(api, request, fault), fault);
}

function readRequest(call: Call): Request {
  const key = call.headers['idempotency-key'];
  return {
    id: newId('req_'),
    call,
    params: parseForm(call.method === 'POST' ? call.body : call.query),
    key: call.method === 'POST' && typeof key === 'string' ? key : undefined,
    version: String(call.headers['stripe-version'] ?? currentApiVersion),
  };
}

/** First rejects invalid requests; then acts once for the idempotency key. */
async function answerOnce(
  api: Api,
  request: Request,
  fault: RequestFault | undefined,
): Promise<Reply> {
  const { call, params, key } = request;
  try {
    authenticate(call, api.secretKey);
    const route = findRoute(apiRoutes, call.method, call.path);
    if (!route) throw unrecognised(call);
    const kept = key && api.keys.begin(key, call.path, JSON.stringify(sorted(params)));
    if (kept) return apiReply(request, kept, { 'idempotent-replayed': 'true' });
    const delayMs = fault?.delayMs ?? (fault?.fault === 'slow' ? slowMs : 0);
    if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
    return execute(api, request, route, fault);
  } catch (error) {
    if (error instanceof StripeFailure) return failureReply(request, error);
    throw error;
  }
}

function execute(
  api: Api,
  request: Request,
  { handler, ids }: { handler: Endpoint; ids: Record<string, string> },
  fault: RequestFault | undefined,
): Reply {
  const { account, keys } = api;
  const { params, key, version } = request;
  try {
    if (fault?.fault === '500') throw brokenDown();
    const body = act(account, handler, { account, params, ids, version }, request);
    const answer = { status: 200, body: JSON.stringify(body, null, 2) };
    if (key) keys.keep(key, answer);
    return apiReply(request, answer);
  } catch (error) {
    const hasBegun = error instanceof StripeFailure && error.hasBegun;
    const reply = error instanceof StripeFailure ? failureReply(request, error) : undefined;
    if (key && hasBegun && reply) keys.keep(key, { status: reply.status, body: reply.body ?? '' });
    else if (key) keys.forget(key);
    if (reply) return reply;
    throw error;
  }
}

function act(account: StripeAccount, endpoint: Endpoint, call: ApiCall, request: Request): object {
  refuseUnknown(call.params, endpoint.known);
  const isWrite = request.call.method !== 'GET';
  const origin = { id: request.id, idempotency_key: request.key ?? null };
  account.events.origin = isWrite ? origin : noOrigin;
  try {
    return expand(account, endpoint.act(call), textList(call.params, 'expand') ?? []);
  } finally {
    account.events.origin = noOrigin;
  }
}

function authenticate(call: Call, secretKey: string): void {
  const [scheme = '', credentials = ''] = (call.headers.authorization ?? '').split(' ');
  const isBasic = scheme.toLowerCase() === 'basic';
  const decoded = isBasic ? Buffer.from(credentials, 'base64').toString('utf8') : credentials;
  const key = isBasic ? decoded.replace(/:$/, '') : decoded;
  if (key === secretKey) return;
  if (key === '') {
    throw new StripeFailure(
      401,
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  const shown = `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`;
  throw new StripeFailure(401, `Invalid API Key provided: ${shown}`);
}

function unrecognised({ method, path }: Call): StripeFailure {
  const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return new StripeFailure(404, message);
}

function rateLimited(): StripeFailure {
  return new StripeFailure(429, 'Request rate limit exceeded.', { code: 'rate_limit' });
}

function refused(): StripeFailure {
  return new StripeFailure(
    400,
    'This account cannot take this payment (a fault that was asked for).',
    {
      code: 'payment_method_not_available',
    },
  );
}

/** Stripe also keeps its own failures under the key: the same key gets the same 500 for a day. */
function brokenDown(): StripeFailure {
  const message = 'An unknown error occurred (a fault that was asked for).';
  return new StripeFailure(500, message, { type: 'api_error', hasBegun: true });
}

function failureReply(request: Request, failure: StripeFailure): Reply {
  const body = JSON.stringify(failure.body(request.id), null, 2);
  return apiReply(request, { status: failure.status, body });
}

function apiReply(
  { id, key, version }: Request,
  answer: KeptAnswer,
  headers: Record<string, string> = {},
): Reply {
  return {
    status: answer.status,
    headers: {
      'content-type': 'application/json',
      'request-id': id,
      'stripe-version': version,
      ...(key && { 'idempotency-key': key }),
      ...headers,
    },
    body: answer.body,
  };
}

/** The same parameters in another order are the same request. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, inner]) => [key, sorted(inner)]);
}
