import { liveValues } from '#runtime/live-values';
import { payPalEvents } from '#vocabulary/paypal-events';
import type { SecretName } from '#vocabulary/secrets';
import { stripeEvents } from '#vocabulary/stripe-events';
import { aTarget, operate, providersIn, secretsIn } from './shop.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

const secrets: Partial<Record<SecretName, string>> = {
  'client-token-key': Buffer.alloc(32, 1).toString('base64'),
  'webhook-secret-key': Buffer.alloc(32, 2).toString('base64'),
  'stripe/secret-key': `sk_test_${letters}`,
  'stripe/webhook-secret': `whsec_${letters}`,
  'paypal/client-id': `client-${letters}`,
  'paypal/client-secret': `secret-${letters}`,
  'paypal/webhook-id': '8PT597110X687430L',
  'cinetpay/api-key': JSON.stringify([
    `sk_test_cinet${letters}`,
    '12912847765bc0db748fdd44.40081707',
  ]),
  'cinetpay/api-password': `password-${letters}`,
  'cinetpay/site-id': '445160',
  'cinetpay/secret-key': `secretkey${letters}`,
  'external/api-key': `external-${letters}`,
  'external/webhook-secret': `whsec_${Buffer.alloc(32, 3).toString('base64')}`,
};

const origin = (name: string) => ({ apiUrl: `https://${name}.example` });

const target = (changes: Partial<typeof secrets> = {}) =>
  aTarget({
    providers: providersIn({
      stripe: origin('stripe'),
      paypal: origin('paypal'),
      cinetpay: {
        checkoutUrl: 'https://cinetpay.example',
        sandboxUrl: 'https://cinetpay.example',
        liveUrl: 'https://cinetpay.example',
      },
      external: origin('external'),
    }),
    secrets: secretsIn({ ...secrets, ...changes }),
  });

type Answer = { status: number; body?: unknown; text?: string } | 'silence';

const stripeEndpoint = {
  url: 'https://api.example/webhooks/stripe',
  status: 'enabled',
  enabled_events: stripeEvents(),
};
const payPalWebhook = {
  id: '8PT597110X687430L',
  url: 'https://api.example/webhooks/paypal',
  event_types: payPalEvents.map((name) => ({ name })),
};

const usual: Record<string, Answer> = {
  'GET https://api.example/health': { status: 200, body: {} },
  'POST https://api.example/webhooks/stripe': { status: 400, body: {} },
  'POST https://api.example/webhooks/paypal': { status: 400, body: {} },
  'POST https://api.example/webhooks/cinetpay': { status: 400, body: {} },
  'POST https://api.example/webhooks/external': { status: 403, body: {} },
  'GET https://stripe.example/v1/webhook_endpoints': {
    status: 200,
    body: { data: [stripeEndpoint] },
  },
  'POST https://paypal.example/v1/oauth2/token': { status: 200, body: { access_token: 'A21' } },
  'GET https://paypal.example/v1/notifications/webhooks': {
    status: 200,
    body: { webhooks: [payPalWebhook] },
  },
  'POST https://cinetpay.example/v1/oauth/login': { status: 200, body: { access_token: 't' } },
  'POST https://cinetpay.example/v2/payment/check': { status: 404, body: { code: '404' } },
  'GET https://external.example/api/v1/payments/ops-check/status': {
    status: 404,
    body: { error: { code: 'not_found' } },
  },
};

function check(changes: Record<string, Answer> = {}, secretChanges: Partial<typeof secrets> = {}) {
  const answers = { ...usual, ...changes };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { origin, pathname } = new URL(String(input));
    const answer = answers[`${init?.method ?? 'GET'} ${origin}${pathname}`];
    if (answer === undefined) throw new Error(`not expected: ${init?.method} ${input}`);
    if (answer === 'silence') throw new TypeError('fetch failed');
    return new Response(answer.text ?? JSON.stringify(answer.body), { status: answer.status });
  };
  return operate(['check'], { fetch, target: target(secretChanges) });
}

test('a shop in order is ready, and no secret is printed', async () => {
  const { exitCode, lines, text } = await check();
  expect(lines.at(-1)).toBe('staging is ready.');
  expect(exitCode).toBe(0);
  const values = Object.entries(secrets).filter(([name]) => name !== 'cinetpay/site-id');
  for (const [, value] of values)
    for (const one of liveValues(value)) expect(text).not.toContain(one);
});

const paypalHooks = 'GET https://paypal.example/v1/notifications/webhooks';
const stripeHooks = 'GET https://stripe.example/v1/webhook_endpoints';

test.each<[string, Record<string, Answer>, string]>([
  [
    'an endpoint that does not get refunds',
    {
      [stripeHooks]: {
        status: 200,
        body: {
          data: [
            {
              ...stripeEndpoint,
              enabled_events: stripeEvents().filter((e) => !/^refund/.test(e)),
            },
          ],
        },
      },
    },
    'WRONG    stripe webhook: does not get refund.created, refund.updated, refund.failed',
  ],
  [
    'an endpoint of another stage',
    { [stripeHooks]: { status: 200, body: { data: [{ ...stripeEndpoint, url: 'https://x' }] } } },
    'WRONG    stripe webhook: no endpoint with the address https://api.example/webhooks/stripe',
  ],
  [
    'an endpoint that is switched off',
    { [stripeHooks]: { status: 200, body: { data: [{ ...stripeEndpoint, status: 'disabled' }] } } },
    'WRONG    stripe webhook: the endpoint is disabled',
  ],
  [
    'a key that Stripe does not know',
    { [stripeHooks]: { status: 401, body: {} } },
    'WRONG    stripe: refuses the secret key',
  ],
  [
    'a webhook of PayPal’s with another id',
    { [paypalHooks]: { status: 200, body: { webhooks: [{ ...payPalWebhook, id: 'OTHER' }] } } },
    'WRONG    paypal webhook: has another id',
  ],
  [
    'credentials that PayPal does not know',
    { 'POST https://paypal.example/v1/oauth2/token': { status: 401, body: {} } },
    'WRONG    paypal: refuses',
  ],
  [
    'a password that CinetPay does not know',
    { 'POST https://cinetpay.example/v1/oauth/login': { status: 401, body: { code: 401 } } },
    'WRONG    cinetpay: refuses',
  ],
  [
    'a site that CinetPay does not know',
    { 'POST https://cinetpay.example/v2/payment/check': { status: 200, body: { code: '613' } } },
    'WRONG    cinetpay (older API): refuses',
  ],
  [
    'a missing webhook address',
    { 'POST https://api.example/webhooks/stripe': { status: 404, body: {} } },
    'WRONG    stripe webhook address: https://api.example/webhooks/stripe answers 404',
  ],
])('%s is wrong', async (_, answers, line) => {
  const { exitCode, text } = await check(answers);
  expect(text).toContain(line);
  expect(exitCode).toBe(1);
});

const outages: Answer[] = [
  'silence',
  { status: 500, body: {} },
  { status: 429, body: {} },
  { status: 200, text: '<html>' },
];
const readings = Object.keys(usual).filter((address) => !address.includes('api.example'));

test.each(readings.flatMap((address) => outages.map((answer) => [address, answer] as const)))(
  '%s out of order (%j) is unclear, never wrong',
  async (address, answer) => {
    const { exitCode, text } = await check({ [address]: answer });
    expect(text).toContain('UNCLEAR');
    expect(text).not.toContain('WRONG');
    expect(exitCode).toBe(1);
  },
);

test('a missing secret is named, and its provider is not asked without it', async () => {
  const { exitCode, text } = await check(
    { [stripeHooks]: 'silence' },
    { 'stripe/secret-key': undefined },
  );
  expect(text).toContain('WRONG    stripe/secret-key: is missing');
  expect(text).not.toContain('UNCLEAR');
  expect(exitCode).toBe(1);
});

test('a shop with keys of CinetPay’s new API only needs nothing of the older one', async () => {
  const { exitCode } = await check(
    { 'POST https://cinetpay.example/v2/payment/check': 'silence' },
    {
      'cinetpay/api-key': `sk_test_cinet${letters}`,
      'cinetpay/site-id': undefined,
      'cinetpay/secret-key': undefined,
    },
  );
  expect(exitCode).toBe(0);
});
