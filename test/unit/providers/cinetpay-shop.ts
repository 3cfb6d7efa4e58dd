import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { OpenAnswer } from '#domain/payments/payment-provider';
import { CinetPayProvider } from '#providers/cinetpay/cinetpay-provider';
import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { SettableClock } from '#test/clock';
import { startSimulatedCinetPay } from '../../../local/providers/cinetpay/server.ts';
import { aNewPayment, control, patienceMs } from '../../contracts/provider-world.ts';

export const v2 = { apikey: 'apikey_unit', siteId: '445160', secretKey: 'secret_unit' };
export const v1 = { apiKey: 'sk_test_unit', apiPassword: 'password_unit' };

export const comeBack = {
  success: 'https://api.shop.example/callback/cinetpay',
  cancel: 'https://api.shop.example/callback/cinetpay?cancelled',
  notify: 'https://api.shop.example/webhooks/cinetpay',
};

let simulated: Awaited<ReturnType<typeof startSimulatedCinetPay>>;

/** Starts the simulated CinetPay of a test file, and mends it after each test. */
export function withSimulatedCinetPay(): void {
  beforeAll(async () => {
    simulated = await startSimulatedCinetPay({ v2, v1 });
  });
  afterEach(() => control(simulated, 'DELETE', '/faults'));
  afterAll(() => simulated.stop());
}

/** An adapter of a shop with these keys; its requests are counted. */
export function setup({
  apiKeys = [v1.apiKey],
  apiPassword = v1.apiPassword,
  siteId = v2.siteId,
  timeoutMs = patienceMs,
} = {}) {
  const clock = new SettableClock();
  const sent: string[] = [];
  const provider = new CinetPayProvider({
    checkoutUrl: simulated.url,
    sandboxUrl: simulated.url,
    liveUrl: 'http://127.0.0.1:1',
    currencies: ['XOF'],
    keys: { apiKeys, apiPassword, siteId },
    fetch: (url, init) => {
      sent.push(new URL(String(url)).pathname);
      return fetch(url, init);
    },
    now: clock.now,
    timeoutMs,
  });
  const payment = aNewPayment({
    provider: 'cinetpay',
    method: 'mobile_money',
    amount: money(5_000, 'XOF'),
    createdAt: clock.now().toISOString(),
  });
  const logins = () => sent.filter((path) => path === '/v1/oauth/login').length;
  return { clock, sent, logins, provider, payment };
}

export const opened = (payment: Payment, answer: OpenAnswer): Payment => {
  if (answer.kind !== 'opened') throw new Error(`the checkout was not opened: ${answer.kind}`);
  return { ...payment, providerReference: answer.reference, action: answer.action };
};

export const breakDown = (method: string, path: string, fault: string) =>
  control(simulated, 'POST', '/faults', { on: 'request', method, path, fault });

export const settle = ({ id }: Payment, outcome: string, attempt = 1) =>
  control(simulated, 'POST', `/payments/${transactionIdOf(id, attempt)}/settle`, { outcome });

/** What CinetPay has opened for a payment, at any attempt. */
export async function pagesOf({ id }: Payment): Promise<{ reference: string; url: string }[]> {
  const all = await control<{ reference: string; url: string }[]>(simulated, 'GET', '/payments');
  return all.filter(({ reference }) => reference.endsWith(id.slice(-24)));
}

export const unknown = { kind: 'unknown', cause: expect.any(Error) };
export const pending = { kind: 'known', now: { state: 'pending' } };
export const paid = {
  kind: 'known',
  now: { state: 'paid', amount: { minor: 5000, currency: 'XOF' } },
};

/** Every access token given so far has expired; the next refusal is dressed up like this. */
export const expireTokens = (disguise: object = {}) =>
  control(simulated, 'POST', '/tokens/expire', disguise);

/** The numbers of all transactions that CinetPay has taken money for. */
export async function referencesPaid(): Promise<string[]> {
  const charges = await control<{ reference: string }[]>(simulated, 'GET', '/charges');
  return charges.map(({ reference }) => reference);
}
