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
import { checkPayment } from './check-payment.ts';
import { createPayment, marksOfV2 } from './create-payment.ts';
import { V2Refusal } from './refusal.ts';
import { brokenReply, codeReply } from './replies.ts';
import { stoppedAtWall } from './wall.ts';

type Endpoint = (account: CinetPayAccount, body: JsonBody) => Reply;

const routes: Route<Endpoint>[] = [
  { method: 'POST', pattern: '/v2/payment', handler: createPayment },
  { method: 'POST', pattern: '/v2/payment/check', handler: checkPayment },
];

/** Answers a call to the legacy generation as CinetPay would, or with the requested fault. */
export async function answerV2(account: CinetPayAccount, call: Call): Promise<Reply> {
  const stopped = stoppedAtWall(call);
  if (stopped) return stopped;
  const fault = account.faults.takeForRequest({
    method: call.method,
    path: call.path,
    metadata: marksConcerned(account, call),
  });
  return answerDespite(fault, {
    act: () => act(account, call),
    refuse: () => codeReply(account, '606', { description: 'INCORRECT_SETTINGS, as asked for' }),
    tooMany: () => codeReply(account, '429', { description: 'Too many requests, as asked for' }),
    breakDown: brokenReply,
  });
}

function act(account: CinetPayAccount, call: Call): Reply {
  const route = findRoute(routes, call.method, call.path);
  if (!route) return json(404, { message: `Cannot ${call.method} ${call.path}`, statusCode: 404 });
  try {
    const body = readJsonBody(call.body);
    if (!body) throw new V2Refusal('608', 'The body must be JSON');
    authenticate(account, body);
    return route.handler(account, body);
  } catch (error) {
    if (error instanceof V2Refusal) {
      return codeReply(account, error.code, { description: error.message });
    }
    throw error;
  }
}

function authenticate({ v2 }: CinetPayAccount, body: JsonBody): void {
  const hasKeys = textIn(body, 'apikey') !== '' && String(body.site_id ?? '') !== '';
  if (!hasKeys) throw new V2Refusal('608', 'apikey and site_id are required');
  if (body.apikey !== v2.apikey) throw new V2Refusal('609', 'The apikey is not valid');
  if (String(body.site_id) !== v2.siteId) throw new V2Refusal('613', 'The site_id is not valid');
}

function marksConcerned(account: CinetPayAccount, call: Call): Metadata[] {
  const body = readJsonBody(call.body) ?? {};
  const name = textIn(body, 'transaction_id') || textIn(body, 'payment_token');
  const payment = findPayment(account, 'v2', name);
  return [marksOfV2(body), ...(payment ? [payment.marks] : [])];
}
