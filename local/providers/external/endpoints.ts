import { readJsonBody } from '../json-body.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { ExternalAccount } from './account.ts';
import { expireDue } from './account.ts';
import { statusOf, tellMerchant } from './callback.ts';
import type { ExternalPayment } from './payment.ts';
import { newPayment } from './payment.ts';
import { readOrder } from './payment-order.ts';
import { ExternalRefusal } from './refusal.ts';

type Ids = Record<string, string>;
export type Endpoint = (account: ExternalAccount, call: Call, ids: Ids) => Reply;

/** The whole API of the backend. */
export const endpoints: Route<Endpoint>[] = [
  { method: 'POST', pattern: '/api/v1/payments/initiate', handler: initiate },
  { method: 'GET', pattern: '/api/v1/payments/:id/status', handler: readStatus },
  { method: 'POST', pattern: '/api/v1/payments/:id/cancel', handler: cancel },
];

/** The page where the payer decides; for a push, it replaces the phone. */
export function pageUrl({ baseUrl }: ExternalAccount, { id }: ExternalPayment): string {
  return `${baseUrl()}/pay/${id}`;
}

function initiate(account: ExternalAccount, call: Call): Reply {
  const key = call.headers['idempotency-key'];
  if (typeof key !== 'string') return open(account, call);
  return account.keys.once(key, call.body, () => open(account, call));
}

function open(account: ExternalAccount, call: Call): Reply {
  const body = readJsonBody(call.body);
  if (!body) throw new ExternalRefusal(400, 'invalid_json', 'The body is not a JSON object.');
  const payment = newPayment(readOrder(body, account.clock.nowMs()));
  account.payments.set(payment.id, payment);
  const isPush = payment.mode === 'push';
  const url = pageUrl(account, payment);
  return json(201, {
    external_payment_id: payment.id,
    payment_url: isPush ? null : url,
    qr_code: isPush ? null : `${url}?by=qr`,
    ...(payment.mode === 'qr' && { deep_links: { wallet: `external-wallet://pay/${payment.id}` } }),
    status: payment.status,
    expires_at: payment.expiresAt.toISOString(),
  });
}

function readStatus(account: ExternalAccount, _call: Call, ids: Ids): Reply {
  return json(200, statusOf(paymentOf(account, ids)));
}

/** Cancels only what the payer has not confirmed; a second cancellation is not an error. */
function cancel(account: ExternalAccount, _call: Call, ids: Ids): Reply {
  const payment = paymentOf(account, ids);
  switch (payment.status) {
    case 'pending':
      payment.status = 'cancelled';
      tellMerchant(account, payment);
      return json(200, statusOf(payment));
    case 'cancelled':
      return json(200, statusOf(payment));
    case 'processing':
      throw new ExternalRefusal(409, 'payment_in_progress', 'The payer has confirmed already.');
    case 'succeeded':
    case 'failed':
    case 'expired':
      throw new ExternalRefusal(409, 'already_final', `The payment is ${payment.status}.`);
  }
}

function paymentOf(account: ExternalAccount, ids: Ids): ExternalPayment {
  expireDue(account);
  const payment = account.payments.get(ids.id ?? '');
  if (!payment) throw new ExternalRefusal(404, 'not_found', `No payment ${ids.id}.`);
  return payment;
}
