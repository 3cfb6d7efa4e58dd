import { answerDespite } from '../../answer-despite.ts';
import { type JsonBody, readJsonBody, textIn } from '../../json-body.ts';
import { type Call, json, type Reply } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import { checkPayment } from './check-payment.ts';
import { codeReply, V2Refusal } from './codes.ts';
import { createPayment, marksOfV2 } from './create-payment.ts';
import { brokenReply, stoppedAtWall } from './wall.ts';

type Endpoint = (account: CinetPayAccount, body: JsonBody) => Reply;

/** The legacy generation's endpoints; `null` for all that it has not. */
export const v2Endpoints: Record<string, Endpoint | null> = {
  'POST /v2/payment': createPayment,
  'POST /v2/payment/check': checkPayment,
  'ALL /v2/*': null,
};

/** Answers a call to the legacy generation as CinetPay would, or with the requested fault. */
export async function answerV2(account: CinetPayAccount, call: Call, endpoint: Endpoint | null) {
  const stopped = stoppedAtWall(call);
  if (stopped) return stopped;
  const body = readJsonBody(call.body);
  const name = textIn(body ?? {}, 'transaction_id') || textIn(body ?? {}, 'payment_token');
  const payment = account.find(name, 'v2');
  return answerDespite(account.faults, call, {
    marks: [marksOfV2(body ?? {}), ...(payment ? [payment.marks] : [])],
    act: () => {
      if (!endpoint) return unknownPath(call);
      if (!body) throw new V2Refusal('608', 'The body must be JSON');
      authenticate(account, body);
      return endpoint(account, body);
    },
    refuse: () => codeReply('606', { description: 'INCORRECT_SETTINGS, as asked for' }),
    tooMany: () => codeReply('429', { description: 'Too many requests, as asked for' }),
    breakDown: brokenReply,
  });
}

const unknownPath = ({ method, path }: Call): Reply =>
  json(404, { message: `Cannot ${method} ${path}`, statusCode: 404 });

function authenticate({ v2 }: CinetPayAccount, body: JsonBody): void {
  const hasKeys = textIn(body, 'apikey') !== '' && String(body.site_id ?? '') !== '';
  if (!hasKeys) throw new V2Refusal('608', 'apikey and site_id are required');
  if (body.apikey !== v2.apikey) throw new V2Refusal('609', 'The apikey is not valid');
  if (String(body.site_id) !== v2.siteId) throw new V2Refusal('613', 'The site_id is not valid');
}
