import { timingSafeEqual } from 'node:crypto';
import { answerDespite } from '../answer-despite.ts';
import type { Metadata } from '../faults.ts';
import { readJsonBody } from '../json-body.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { ExternalAccount } from './account.ts';
import { findPayment } from './account.ts';
import { endpoints } from './endpoints.ts';
import { marksOf } from './payment-order.ts';
import { ExternalRefusal } from './refusal.ts';

/** Answers a call to `/api/v1/…`, or fails in the requested way. */
export async function answerApi(account: ExternalAccount, call: Call): Promise<Reply> {
  const fault = account.faults.takeForRequest({
    method: call.method,
    path: call.path,
    metadata: marksConcerned(account, call),
  });
  const refuse = (status: number, code: string) => () =>
    new ExternalRefusal(status, code, 'A fault that was asked for.').reply();
  return answerDespite(fault, {
    act: () => act(account, call),
    refuse: refuse(422, 'payment_refused'),
    tooMany: refuse(429, 'too_many_requests'),
    breakDown: refuse(500, 'internal_error'),
  });
}

function act(account: ExternalAccount, call: Call): Reply {
  try {
    authenticate(account, call);
    const route = findRoute(endpoints, call.method, call.path);
    if (!route) throw new ExternalRefusal(404, 'not_found', `No ${call.method} ${call.path}.`);
    return route.handler(account, call, route.ids);
  } catch (error) {
    if (error instanceof ExternalRefusal) return error.reply();
    throw error;
  }
}

function authenticate({ apiKey }: ExternalAccount, call: Call): void {
  const given = Buffer.from(call.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${apiKey}`);
  const isKnown = given.length === expected.length && timingSafeEqual(given, expected);
  if (!isKnown) throw new ExternalRefusal(401, 'unauthorized', 'The API key is not valid.');
}

function marksConcerned(account: ExternalAccount, call: Call): Metadata[] {
  const payment = findPayment(account, call.path.split('/')[4] ?? '');
  return [marksOf(readJsonBody(call.body) ?? {}), ...(payment ? [payment.marks] : [])];
}
