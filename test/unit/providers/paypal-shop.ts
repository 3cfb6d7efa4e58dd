import type { Payment } from '#domain/payments/payment';
import type { Fetch } from '#providers/http-client';
import { PayPalProvider } from '#providers/paypal/paypal-provider';
import { stoppedNow } from '#test/clock';
import { startSimulatedPayPal } from '../../../local/providers/paypal/server.ts';
import { aNewPayment, control, patienceMs } from '../../contracts/provider-world.ts';

const app = { clientId: 'unit-client', clientSecret: 'unit-secret' };
const webhookId = '1JE4291016473214C';

export const comeBack = {
  success: 'https://shop.example/callback/paypal',
  cancel: 'https://shop.example/callback/paypal?cancelled=1',
  notify: 'https://shop.example/webhooks/paypal',
};

export const aPayPalPayment = (changes: Partial<Payment> = {}): Payment =>
  aNewPayment({ provider: 'paypal', method: 'paypal', ...changes });

/** A simulated PayPal and the adapter, with a look at what travels between them. */
export async function setup() {
  const now = stoppedNow();
  const simulated = await startSimulatedPayPal({ ...app, webhookId, now });
  const world = { url: simulated.url };
  const sent: { method: string; path: string; headers: Headers; body: string }[] = [];
  const listening: Fetch = (url, init) => {
    const { pathname } = new URL(String(url));
    const { method = 'GET', body } = init ?? {};
    sent.push({ method, path: pathname, headers: new Headers(init?.headers), body: String(body) });
    return fetch(url, init);
  };
  const clock = { now: now() };
  const providerWith = (changes: object = {}) =>
    new PayPalProvider({
      ...app,
      apiUrl: simulated.url,
      brandName: 'Comptoir Diallo',
      fetch: listening,
      now: () => clock.now,
      timeoutMs: patienceMs,
      ...changes,
    });
  const provider = providerWith();
  const open = async (changes: Partial<Payment> = {}): Promise<Payment> => {
    const payment = aPayPalPayment(changes);
    const answer = await provider.open(payment, comeBack);
    if (answer.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(answer)}`);
    return { ...payment, action: answer.action, providerReference: answer.reference };
  };
  return {
    ...{ simulated, provider, providerWith, clock, sent, open },
    control: <Answer = { id: string }>(method: string, path: string, body?: object) =>
      control<Answer>(world, method, path, body),
    fault: (fault: object) => control(world, 'POST', '/faults', { on: 'request', ...fault }),
    repair: () => control(world, 'DELETE', '/faults'),
    decide: ({ providerReference }: Payment, outcome: string) =>
      control(world, 'POST', `/orders/${providerReference}/decide`, { outcome }),
    capturesSent: () => sent.filter(({ path }) => path.endsWith('/capture')).length,
    charges: async ({ id }: Payment) => {
      const all = await control<{ metadata: { custom_id?: string } }[]>(world, 'GET', '/charges');
      return all.filter(({ metadata }) => metadata.custom_id === id);
    },
    stop: () => simulated.stop(),
  };
}

export type Shop = Awaited<ReturnType<typeof setup>>;

/** The shop's adapter, before an expected state of the provider. */
export const known = (payment: Payment, now: object) => ({
  kind: 'known',
  reference: payment.providerReference,
  now,
});

export const unknown = { kind: 'unknown', cause: expect.anything() };
