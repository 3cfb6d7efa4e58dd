import { answerDespite } from '../../answer-despite.ts';
import { type JsonBody, readJsonBody, textIn } from '../../json-body.ts';
import { type Call, html, json, type Reply } from '../../loopback-server.ts';
import type { CinetPayAccount } from '../account.ts';
import { codeReply, v2Refusal } from './codes.ts';
import { checkPayment, createPayment, marksOfV2 } from './payments.ts';

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
      if (!body) throw v2Refusal('608', 'The body must be JSON');
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

function authenticate({ options: { v2 } }: CinetPayAccount, body: JsonBody): void {
  const hasKeys = textIn(body, 'apikey') !== '' && String(body.site_id ?? '') !== '';
  if (!hasKeys) throw v2Refusal('608', 'apikey and site_id are required');
  if (body.apikey !== v2.apikey) throw v2Refusal('609', 'The apikey is not valid');
  if (String(body.site_id) !== v2.siteId) throw v2Refusal('613', 'The site_id is not valid');
}

/**
 * The firewall of the legacy API. It rejects clients without a user agent, and takes JSON in
 * `metadata` for an attack: the vendor recommends base64.
 */
function stoppedAtWall(call: Call): Reply | undefined {
  if (!call.headers['user-agent']) return wallReply('1010');
  const metadata = readJsonBody(call.body)?.metadata;
  return isJson(metadata) ? wallReply('1020') : undefined;
}

function isJson(metadata: unknown): boolean {
  if (typeof metadata !== 'string') return typeof metadata === 'object' && metadata !== null;
  return /^\s*[[{]/.test(metadata);
}

/** The firewall's page for presumed attacks. */
function wallReply(code: string): Reply {
  return html(
    403,
    `<!DOCTYPE html>
<html lang="en-US">
<head><title>Access denied | api-checkout.cinetpay.com used Cloudflare to restrict access</title></head>
<body>
<h1>Error ${code}</h1>
<p>Sorry, you have been blocked. You are unable to access cinetpay.com</p>
</body>
</html>
`,
  );
}

/** The firewall's page when nothing behind it answers. */
function brokenReply(): Reply {
  return html(
    500,
    '<html>\n<head><title>500 Internal Server Error</title></head>\n<body><center><h1>500 Internal Server Error</h1></center><hr><center>nginx</center></body>\n</html>\n',
  );
}
