import { type Call, json, type Reply, type Routes, routesOf } from '../loopback-server.ts';
import { randomText } from '../random-text.ts';
import type { PayPalAccount } from './account.ts';
import { actFor, answerApi, tokenRefusal } from './api.ts';
import { captureOrder, readCapture } from './capture-order.ts';
import { createOrder, readOrder } from './create-order.ts';
import { listDisputes, readDispute } from './disputes.ts';
import type { ApiRoute, Endpoint } from './endpoint.ts';
import { broadFailure } from './failure.ts';
import { createRefund, readRefund } from './refund-capture.ts';
import * as webhooks from './webhook-endpoints.ts';

const hour = 60 * 60;
const scope =
  'https://uri.paypal.com/services/payments/payment https://uri.paypal.com/services/payments/refund https://uri.paypal.com/services/applications/webhooks openid';

const unknown: Endpoint = () => {
  throw broadFailure(404);
};

/** Every endpoint of the API that is simulated, for who has a token. */
const endpoints: Record<string, ApiRoute> = {
  'POST /v2/checkout/orders': { act: createOrder, status: 201, keptSeconds: 6 * hour },
  'GET /v2/checkout/orders/:id': { act: readOrder },
  'POST /v2/checkout/orders/:id/capture': { act: captureOrder, status: 201, keptSeconds: 6 * hour },
  'GET /v2/payments/captures/:id': { act: readCapture },
  'POST /v2/payments/captures/:id/refund': {
    act: createRefund,
    status: 201,
    keptSeconds: 45 * 24 * hour,
  },
  'GET /v2/payments/refunds/:id': { act: readRefund },
  'GET /v1/customer/disputes': { act: listDisputes },
  'GET /v1/customer/disputes/:id': { act: readDispute },
  'GET /v1/notifications/webhooks': { act: webhooks.listWebhooks },
  'GET /v1/notifications/webhooks-events': { act: webhooks.listEvents },
  'GET /v1/notifications/webhooks-events/:id': { act: webhooks.readEvent },
  'POST /v1/notifications/webhooks-events/:id/resend': { act: webhooks.resendEvent, status: 202 },
  'POST /v1/notifications/verify-webhook-signature': { act: webhooks.verifySignature },
  'ALL /v1/*': { act: unknown },
  'ALL /v2/*': { act: unknown },
};

export function apiRoutes(account: PayPalAccount): Routes {
  const open: Routes = {
    'POST /v1/oauth2/token': (call) => issueToken(account, call),
    [`GET ${new URL(account.certificateUrl, 'http://paypal').pathname}`]: () =>
      showCertificate(account),
  };
  return {
    ...routesOf(open, (call, answer) => answerApi(account, call, () => answer(call))),
    ...routesOf(endpoints, (call, route) =>
      answerApi(account, call, () => actFor(account, call, route)),
    ),
  };
}

function issueToken({ options: app, tokens, clock }: PayPalAccount, call: Call): Reply {
  const [scheme = '', credentials = ''] = (call.headers.authorization ?? '').split(' ');
  const isBasic = scheme.toLowerCase() === 'basic';
  const given = Buffer.from(credentials, 'base64').toString('utf8');
  if (!isBasic || given !== `${app.clientId}:${app.clientSecret}`) {
    throw tokenRefusal(401, 'invalid_client', 'Client Authentication failed');
  }
  if (new URLSearchParams(call.body).get('grant_type') !== 'client_credentials') {
    const message = 'Grant Type is NULL or not supported';
    throw tokenRefusal(400, 'unsupported_grant_type', message);
  }
  const now = new Date(clock.nowMs()).toISOString().replace(/\.\d+/, '');
  return json(200, {
    scope,
    access_token: tokens.issue(`A21AA${randomText(92)}`),
    token_type: 'Bearer',
    app_id: 'APP-80W284485P519543T',
    expires_in: tokens.lifetimeSeconds,
    nonce: `${now}${randomText(43)}`,
  });
}

async function showCertificate({ signer }: PayPalAccount): Promise<Reply> {
  const headers = { 'content-type': 'application/x-x509-ca-cert' };
  return { status: 200, headers, body: await signer.certificate() };
}
