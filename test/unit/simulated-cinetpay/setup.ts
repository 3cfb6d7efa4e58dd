import { stoppedNow } from '#test/clock';
import type { SimulatedCinetPayOptions } from '../../../local/providers/cinetpay/account.ts';
import { startSimulatedCinetPay } from '../../../local/providers/cinetpay/server.ts';
import { controlOf, startReceiver } from './receiver.ts';

export const V2 = { apikey: 'apikey_unit', siteId: '445160', secretKey: 'secret_unit' };
export const V1 = { apiKey: 'sk_test_unit', apiPassword: 'password_unit' };

/** A simulated CinetPay and a shop that it can notify, per test file. */
export async function setup(more: Partial<SimulatedCinetPayOptions> = {}) {
  const receiver = await startReceiver();
  const simulated = await startSimulatedCinetPay({ v2: V2, v1: V1, now: stoppedNow(), ...more });
  const control = controlOf(() => simulated.url);
  const stop = async () => {
    await simulated.stop();
    await receiver.stop();
  };
  let token = '';
  const post = async (
    path: string,
    body: object,
    headers: Record<string, string> = {},
    timeoutMs = 60_000,
  ) =>
    answerOf(
      await fetch(`${simulated.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(timeoutMs),
      }),
    );
  const logIn = async () => {
    const { apiKey: api_key, apiPassword: api_password } = V1;
    token = (await post('/v1/oauth/login', { api_key, api_password })).body.access_token;
  };
  const bearer = () => ({ authorization: `Bearer ${token}` });
  return {
    ...{ receiver, simulated, control, stop, post, logIn, bearer },
    openV2: (changes: object = {}, timeoutMs?: number) =>
      post('/v2/payment', aV2Request(receiver.url, changes), {}, timeoutMs),
    check: (transaction_id: string) =>
      post('/v2/payment/check', { apikey: V2.apikey, site_id: V2.siteId, transaction_id }),
    openV1: (changes: object = {}) =>
      post('/v1/payment', aV1Request(receiver.url, changes), bearer()),
    readV1: async (id: string) =>
      answerOf(await fetch(`${simulated.url}/v1/payment/${id}`, { headers: bearer() })),
    /** The notifications about one of the shop's numbers, in the order in which they came. */
    notified: (reference: string) =>
      receiver.received.filter(({ method, body }) => method === 'POST' && body.includes(reference)),
  };
}

export type Setup = Awaited<ReturnType<typeof setup>>;

async function answerOf(response: Response) {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text, body: type.includes('json') && JSON.parse(text) };
}

let orders = 0;

/** A number nobody else has, in the only alphabet that both generations take. */
export function aReference(): string {
  orders += 1;
  return `ORDER${String(orders).padStart(5, '0')}`;
}

function aV2Request(notifyUrl: string, changes: object): object {
  return {
    apikey: V2.apikey,
    site_id: V2.siteId,
    transaction_id: aReference(),
    amount: 5000,
    currency: 'XOF',
    description: 'Panier de pagnes',
    notify_url: notifyUrl,
    return_url: 'https://shop.example/back?order=7',
    channels: 'ALL',
    customer_phone_number: '+2250707123456',
    ...changes,
  };
}

function aV1Request(notifyUrl: string, changes: object): object {
  return {
    currency: 'XOF',
    merchant_transaction_id: aReference(),
    amount: 5000,
    lang: 'fr',
    designation: 'Panier de pagnes',
    client_email: 'awa@example.com',
    client_first_name: 'Awa',
    client_last_name: 'Diop',
    success_url: 'https://shop.example/thanks',
    failed_url: 'https://shop.example/sorry',
    notify_url: notifyUrl,
    direct_pay: false,
    ...changes,
  };
}
