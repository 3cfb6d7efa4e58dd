import { answerDespite } from '../../answer-despite.ts';
import { type JsonBody, readJsonBody, textIn } from '../../json-body.ts';
import { type Call, json, type Reply } from '../../loopback-server.ts';
import { randomText } from '../../random-text.ts';
import type { CinetPayAccount } from '../account.ts';
import { decide } from '../buyer.ts';
import { newPayment } from '../payment.ts';
import { standings } from './notification.ts';
import { invalidParams, marksOfV1, readOrder, v1Refusal } from './payment-order.ts';

type Endpoint = (account: CinetPayAccount, call: Call) => Reply;

/** The new generation's endpoints. */
export const v1Endpoints: Record<string, Endpoint> = {
  'POST /v1/oauth/login': login,
  'POST /v1/payment': (account, call) =>
    account.tokens.refuse(call.headers.authorization) ?? createPayment(account, bodyOf(call)),
  'GET /v1/payment/:id': (account, call) =>
    account.tokens.refuse(call.headers.authorization) ?? readPayment(account, call.ids.id ?? ''),
  'ALL /v1/*': () => json(404, { code: 404, status: 'NOT_FOUND' }),
};

/** Answers a call to the new generation as CinetPay would, or with the requested fault. */
export function answerV1(account: CinetPayAccount, call: Call, endpoint: Endpoint) {
  const body = readJsonBody(call.body) ?? {};
  const name = textIn(body, 'merchant_transaction_id') || (call.path.split('/')[3] ?? '');
  const payment = account.find(name, 'v1');
  return answerDespite(account.faults, call, {
    marks: [marksOfV1(body), ...(payment ? [payment.marks] : [])],
    act: () => endpoint(account, call),
    refuse: () => invalidParams('Refused, as asked for').reply,
    tooMany: () => json(429, { code: 429, status: 'TOO_MANY_REQUEST' }),
    breakDown: () => json(500, { code: -1, status: 'OPERATION_ERROR' }),
  });
}

function bodyOf(call: Call): JsonBody {
  const body = readJsonBody(call.body);
  if (!body) throw invalidParams('The body must be JSON');
  return body;
}

/** `POST /v1/oauth/login`: the code of a refusal is invented, since the vendor documents none. */
function login({ options: { v1 }, tokens }: CinetPayAccount, call: Call): Reply {
  const body = bodyOf(call);
  if (body.api_key !== v1.apiKey || body.api_password !== v1.apiPassword) {
    throw v1Refusal(401, 401, 'UNAUTHORIZED', 'The api_key or the api_password is not valid');
  }
  return json(200, {
    code: 200,
    status: 'OK',
    access_token: tokens.issue(`eyJ0eXAiOiJKV1QifQ.${randomText(60)}.${randomText(43)}`),
    token_type: 'bearer',
    expires_in: tokens.lifetimeSeconds,
  });
}

/**
 * `POST /v1/payment`: opens a payment, once for each of the shop's numbers. A direct payment goes
 * to the payer's phone at once: no redirect is needed, and its page replaces the phone.
 */
function createPayment(account: CinetPayAccount, body: JsonBody): Reply {
  const order = readOrder(body, account.options.v1);
  if (account.find(order.reference, 'v1')?.reference === order.reference) {
    throw v1Refusal(400, 1200, 'TRANSACTION_EXIST', 'Transaction already exists');
  }
  const payment = newPayment(order, account.clock.nowMs());
  account.payments.set(payment.token, payment);
  const isPush = payment.isMobileMoney;
  if (isPush) decide(account, payment, 'later');
  // Only 2001 is documented.
  const details = isPush
    ? { code: 2002, status: 'PENDING', message: 'Waiting for the customer' }
    : { code: 2001, status: 'INITIATED', message: 'Payment initiated' };
  return json(200, {
    code: 200,
    status: 'OK',
    payment_token: payment.token,
    notify_token: payment.notifyToken,
    transaction_id: payment.transactionId,
    merchant_transaction_id: payment.reference,
    payment_url: account.pageOf(payment),
    details: { ...details, must_be_redirected: !isPush },
  });
}

/** `GET /v1/payment/{id}`, by any of its three names; the code for an unknown one is invented. */
function readPayment(account: CinetPayAccount, name: string): Reply {
  const payment = account.find(name, 'v1');
  if (!payment) throw v1Refusal(404, 404, 'TRANSACTION_NOT_FOUND', 'Transaction not found');
  const { amount, currency } = payment.paid ?? payment.asked;
  const { phone, ...payer } = payment.payer;
  return json(200, {
    ...standings[payment.state],
    merchant_transaction_id: payment.reference,
    transaction_id: payment.transactionId,
    user: { ...payer, phone_number: phone },
    ...(account.options.v1.tellsAmount && { amount, currency }),
  });
}
