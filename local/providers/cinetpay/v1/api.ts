import { answerDespite } from '../../answer-despite.ts';
import type { Metadata } from '../../faults.ts';
import type { JsonBody } from '../../json-body.ts';
import { readJsonBody, textIn } from '../../json-body.ts';
import type { Call, Reply } from '../../loopback-server.ts';
import { json } from '../../loopback-server.ts';
import type { Route } from '../../router.ts';
import { findRoute } from '../../router.ts';
import type { CinetPayAccount } from '../account.ts';
import { findPayment } from '../account.ts';
import { createPayment } from './create-payment.ts';
import { login } from './login.ts';
import { marksOfV1 } from './payment-order.ts';
import { readPayment } from './read-payment.ts';
import { invalidParams, V1Refusal } from './refusal.ts';

type Endpoint = (account: CinetPayAccount, call: Call, ids: Record<string, string>) => Reply;

const routes: Route<Endpoint>[] = [
  {
    method: 'POST',
    pattern: '/v1/oauth/login',
    handler: (account, call) => login(account, bodyOf(call)),
  },
  {
    method: 'POST',
    pattern: '/v1/payment',
    handler: (account, call) =>
      account.tokens.refuse(call.headers.authorization) ?? createPayment(account, bodyOf(call)),
  },
  {
    method: 'GET',
    pattern: '/v1/payment/:id',
    handler: (account, call, ids) =>
      account.tokens.refuse(call.headers.authorization) ?? readPayment(account, ids.id ?? ''),
  },
];

/** Answers a call to the new generation as CinetPay would, or with the requested fault. */
export async function answerV1(account: CinetPayAccount, call: Call): Promise<Reply> {
  const fault = account.faults.takeForRequest({
    method: call.method,
    path: call.path,
    metadata: marksConcerned(account, call),
  });
  return answerDespite(fault, {
    act: () => act(account, call),
    refuse: () => invalidParams('Refused, as asked for').reply(),
    tooMany: () => json(429, { code: 429, status: 'TOO_MANY_REQUEST' }),
    breakDown: () => json(500, { code: -1, status: 'OPERATION_ERROR' }),
  });
}

function act(account: CinetPayAccount, call: Call): Reply {
  const route = findRoute(routes, call.method, call.path);
  if (!route) return json(404, { code: 404, status: 'NOT_FOUND' });
  try {
    return route.handler(account, call, route.ids);
  } catch (error) {
    if (error instanceof V1Refusal) return error.reply();
    throw error;
  }
}

function bodyOf(call: Call): JsonBody {
  const body = readJsonBody(call.body);
  if (!body) throw invalidParams('The body must be JSON');
  return body;
}

function marksConcerned(account: CinetPayAccount, call: Call): Metadata[] {
  const body = readJsonBody(call.body) ?? {};
  const name = textIn(body, 'merchant_transaction_id') || (call.path.split('/')[3] ?? '');
  const payment = findPayment(account, 'v1', name);
  return [marksOfV1(body), ...(payment ? [payment.marks] : [])];
}
