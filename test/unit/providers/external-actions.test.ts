import { money } from '#domain/money';
import type { PaymentAction } from '#domain/payments/payment';
import { externalCapabilities } from '#providers/external/capabilities';
import { ExternalProvider } from '#providers/external/external-provider';
import { aNewPayment } from '../../contracts/provider-world.ts';
import { apiKey, type Setup, setup } from '../simulated-external/setup.ts';
import { modulesOfSvg, withoutMargin } from './qr-code-reader.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const comeBack = {
  success: 'https://api.shop.example/callback/external',
  cancel: 'https://api.shop.example/callback/external?cancelled',
  notify: 'https://api.shop.example/webhooks/external',
};

const provider = () =>
  new ExternalProvider({
    apiUrl: world.simulated.url,
    apiKey: apiKey,
    capabilities: externalCapabilities({
      methods: ['mobile_money'],
      actions: ['qr', 'push'],
      amounts: { XOF: { min: 100, max: 2_000_000 } },
    }),
  });

const aMobilePayment = (actionWanted: PaymentAction['kind'], phone?: string) =>
  aNewPayment({
    provider: 'external',
    method: 'mobile_money',
    amount: money(5_000, 'XOF'),
    buyer: { name: 'Aïssatou Diallo', email: 'aissatou@comptoir-diallo.example', phone },
    actionWanted,
  });

const opened = async (payment: ReturnType<typeof aMobilePayment>) => {
  const answer = await provider().open(payment, comeBack);
  if (answer.kind !== 'opened') throw new Error(`not opened: ${JSON.stringify(answer)}`);
  return answer;
};

const payAt = (reference: string) =>
  world.control('POST', `/payments/${reference}/settle`, { outcome: 'pay' });

test('a buyer scans the code and pays', async () => {
  const payment = aMobilePayment('qr');
  const { reference, action } = await opened(payment);
  if (action.kind !== 'qr') throw new Error(`the buyer must ${action.kind}`);
  expect(action.payload).toBe(`${world.simulated.url}/pay/${reference}?by=qr`);
  expect(action.deepLinks).toEqual({ wallet: `external-wallet://pay/${reference}` });
  expect(withoutMargin(modulesOfSvg(action.svg), 4).length % 4).toBe(1);
  expect((await fetch(action.payload)).status).toBe(200);
  await payAt(reference);
  expect(await provider().status(payment, reference)).toEqual({
    kind: 'known',
    reference,
    now: { state: 'paid', amount: { minor: 5_000, currency: 'XOF' }, transaction: reference },
  });
});

test('a buyer confirms on the phone and pays', async () => {
  const payment = aMobilePayment('push', '+2250707123456');
  const { reference, action } = await opened(payment);
  expect(action.kind).toBe('push');
  await payAt(reference);
  const answer = await provider().status(payment, reference);
  expect(answer).toMatchObject({ kind: 'known', now: { state: 'paid' } });
});

test('a push without a telephone is refused, and says what is missing', async () => {
  const answer = await provider().open(aMobilePayment('push'), comeBack);
  expect(answer).toEqual({
    kind: 'refused',
    code: 'invalid_request',
    message: expect.stringContaining('phone'),
  });
});

test('a payment the buyer has confirmed is not cancelled while it is processing', async () => {
  const payment = aMobilePayment('qr');
  const { reference } = await opened(payment);
  const click = { method: 'POST', body: new URLSearchParams({ outcome: 'later' }) };
  await fetch(`${world.simulated.url}/pay/${reference}`, { ...click, redirect: 'manual' });
  const answer = await provider().cancel({ ...payment, providerReference: reference });
  expect(answer).toEqual({ kind: 'already_final' });
});
