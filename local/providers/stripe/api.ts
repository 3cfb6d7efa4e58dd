import { garble, slowDown } from '../answer-despite.ts';
import type { RequestFault } from '../faults.ts';
import type { Call, Reply } from '../loopback-server.ts';
import type { StripeAccount } from './account.ts';
import { type Endpoint, refuseUnknown } from './endpoint.ts';
import { StripeFailure } from './errors.ts';
import { currentApiVersion, noOrigin } from './events.ts';
import { expand } from './expansion.ts';
import { parseForm } from './forms.ts';
import { claim, settleClaim } from './idempotency.ts';
import { newId } from './ids.ts';
import { Params } from './params.ts';
import { metadataConcernedBy } from './request-metadata.ts';

/** A call in progress: its request, and how it will be answered. */
type Request = {
  account: StripeAccount;
  endpoint: Endpoint | null;
  fault: RequestFault | undefined;
  id: string;
  call: Call;
  params: Params;
  key: string | undefined;
  version: string;
};

/** Answers a call to `/v1/…` as Stripe would, or fails in the requested way. */
export async function answerApi(
  account: StripeAccount,
  call: Call,
  endpoint: Endpoint | null,
): Promise<Reply> {
  const read = readRequest(call);
  const metadata = metadataConcernedBy(account, call.path, read.params.fields);
  const fault = account.faults.takeForRequest(call, metadata);
  const request = { ...read, account, endpoint, fault };
  if (fault?.fault === 'hang') return { status: 500, ending: 'never' };
  if (fault?.fault === '429') return failureReply(request, rateLimited());
  if (fault?.fault === 'refuse') return failureReply(request, refused());
  return garble(await answerOnce(request), fault);
}

function readRequest(call: Call) {
  const isPost = call.method === 'POST';
  return {
    id: newId('req_'),
    call,
    params: new Params(parseForm(isPost ? call.body : String(call.query))),
    key: isPost ? call.headers['idempotency-key'] : undefined,
    version: call.headers['stripe-version'] ?? currentApiVersion,
  };
}

/** First rejects invalid requests; then acts once for the idempotency key. */
async function answerOnce(request: Request): Promise<Reply> {
  const { account, endpoint, fault, call, params, key } = request;
  try {
    authenticate(call, account.options.secretKey);
    if (!endpoint) throw unrecognised(call);
    const use = { endpoint: call.path, fingerprint: JSON.stringify(sorted(params.fields)) };
    const kept = key && claim(account.answers, key, use);
    if (kept) return apiReply(request, kept, { 'idempotent-replayed': 'true' });
    await slowDown(fault);
    return execute(request, endpoint);
  } catch (error) {
    if (error instanceof StripeFailure) return failureReply(request, error);
    throw error;
  }
}

function execute(request: Request, endpoint: Endpoint): Reply {
  const { account, fault, key } = request;
  try {
    if (fault?.fault === '500') throw brokenDown();
    const answer = { status: 200, body: JSON.stringify(act(request, endpoint), null, 2) };
    if (key) settleClaim(account.answers, key, answer);
    return apiReply(request, answer);
  } catch (error) {
    const hasBegun = error instanceof StripeFailure && error.hasBegun;
    if (key)
      settleClaim(account.answers, key, hasBegun ? failureAnswer(request, error) : undefined);
    throw error;
  }
}

function act(request: Request, endpoint: Endpoint): object {
  const { account, id, key = null, call, params, version } = request;
  refuseUnknown(params.fields, endpoint.known);
  account.events.origin = call.method === 'GET' ? noOrigin : { id, idempotency_key: key };
  try {
    const object = endpoint.act({ account, params, ids: call.ids, version });
    return expand(account, object, params.texts('expand') ?? []);
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
  const message = 'This account cannot take this payment (a fault that was asked for).';
  return new StripeFailure(400, message, { code: 'payment_method_not_available' });
}

/** Stripe also keeps its own failures under the key: the same key gets the same 500 for a day. */
function brokenDown(): StripeFailure {
  const message = 'An unknown error occurred (a fault that was asked for).';
  return new StripeFailure(500, message, { type: 'api_error', hasBegun: true });
}

const failureAnswer = ({ id }: Request, failure: StripeFailure) => ({
  status: failure.status,
  body: JSON.stringify(failure.body(id), null, 2),
});

const failureReply = (request: Request, failure: StripeFailure): Reply =>
  apiReply(request, failureAnswer(request, failure));

function apiReply(
  { id, key, version }: Request,
  answer: { status: number; body: string },
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
