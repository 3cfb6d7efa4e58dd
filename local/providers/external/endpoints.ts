import { createHash, timingSafeEqual } from 'node:crypto';
import { answerDespite } from '../answer-despite.ts';
import { readJsonBody } from '../json-body.ts';
import { type Call, json, type Reply } from '../loopback-server.ts';
import type { ExternalAccount } from './account.ts';
import { statusOf } from './callback.ts';
import {
  type ExternalPayment,
  externalRefusal,
  marksOf,
  newPayment,
  readOrder,
} from './payment.ts';

type Endpoint = (account: ExternalAccount, call: Call) => Reply;

/** The backend remembers a key's first success for a day. */
const keptSeconds = 24 * 60 * 60;

/** The whole API of the backend. */
export const endpoints: Record<string, Endpoint> = {
  'POST /api/v1/payments/initiate': initiate,
  'GET /api/v1/payments/:id/status': (account, call) =>
    json(200, statusOf(paymentOf(account, call))),
  'POST /api/v1/payments/:id/cancel': cancel,
  'ALL /api/*': (_account, { method, path }) => {
    throw externalRefusal(404, 'not_found', `No ${method} ${path}.`);
  },
};

/** Answers a call to `/api/v1/…`, or fails in the requested way. */
export function answerApi(account: ExternalAccount, call: Call, endpoint: Endpoint) {
  const payment = account.find(call.path.split('/')[4] ?? '');
  const refuse = (status: number, code: string) => () =>
    externalRefusal(status, code, 'A fault that was asked for.').reply;
  return answerDespite(account.faults, call, {
    marks: [marksOf(readJsonBody(call.body) ?? {}), ...(payment ? [payment.marks] : [])],
    act: () => {
      authenticate(account, call);
      return endpoint(account, call);
    },
    refuse: refuse(422, 'payment_refused'),
    tooMany: refuse(429, 'too_many_requests'),
    breakDown: refuse(500, 'internal_error'),
  });
}

function authenticate({ options }: ExternalAccount, call: Call): void {
  const given = Buffer.from(call.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${options.apiKey}`);
  const isKnown = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isKnown) throw externalRefusal(401, 'unauthorized', 'The API key is not valid.');
}

/** Opens once for a key; does not keep a refusal, so that the request can be corrected. */
function initiate(account: ExternalAccount, call: Call): Reply {
  const key = call.headers['idempotency-key'];
  if (key === undefined) return open(account, call);
  const fingerprint = createHash('sha256').update(call.body).digest('hex');
  const kept = account.answers.recall(key);
  if (!kept) {
    const reply = open(account, call);
    account.answers.keep(key, { fingerprint, reply }, keptSeconds);
    return reply;
  }
  if (kept.fingerprint !== fingerprint) {
    const message = 'This Idempotency-Key was used for another request.';
    throw externalRefusal(409, 'idempotency_conflict', message);
  }
  return { ...kept.reply, headers: { ...kept.reply.headers, 'idempotent-replayed': 'true' } };
}

function open(account: ExternalAccount, call: Call): Reply {
  const body = readJsonBody(call.body);
  if (!body) throw externalRefusal(400, 'invalid_json', 'The body is not a JSON object.');
  const payment = newPayment(readOrder(body, account.clock.nowMs()));
  account.payments.set(payment.id, payment);
  const isPush = payment.mode === 'push';
  const url = account.pageOf(payment);
  return json(201, {
    external_payment_id: payment.id,
    payment_url: isPush ? null : url,
    qr_code: isPush ? null : `${url}?by=qr`,
    ...(payment.mode === 'qr' && { deep_links: { wallet: `external-wallet://pay/${payment.id}` } }),
    status: payment.status,
    expires_at: payment.expiresAt.toISOString(),
  });
}

/** Cancels only what the payer has not confirmed; a second cancellation is not an error. */
function cancel(account: ExternalAccount, call: Call): Reply {
  const payment = paymentOf(account, call);
  switch (payment.status) {
    case 'pending':
      account.move(payment, 'cancelled');
      return json(200, statusOf(payment));
    case 'cancelled':
      return json(200, statusOf(payment));
    case 'processing':
      throw externalRefusal(409, 'payment_in_progress', 'The payer has confirmed already.');
    case 'succeeded':
    case 'failed':
    case 'expired':
      throw externalRefusal(409, 'already_final', `The payment is ${payment.status}.`);
  }
}

function paymentOf(account: ExternalAccount, { ids }: Call): ExternalPayment {
  const payment = account.payments.get(ids.id ?? '');
  if (!payment) throw externalRefusal(404, 'not_found', `No payment ${ids.id}.`);
  return payment;
}
