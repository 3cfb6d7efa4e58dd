import type { Payment } from '#domain/payments/payment';
import {
  aCheckout,
  anUnopenedPayment,
  comeBack,
  refusal,
  type Said,
  setup,
  silences,
} from './external-backend.ts';

const open = (said: Said, changes: Partial<Payment> = {}) =>
  setup(said).provider.open(anUnopenedPayment(changes), comeBack);

test('asks for the payment once, in whole minor units, under its own key', async () => {
  const { provider, heard } = setup({ status: 201, body: aCheckout() });
  const payment = anUnopenedPayment({ metadata: { colour: 'indigo' } });
  await provider.open(payment, comeBack);
  await provider.open(payment, comeBack);
  const [first, second] = heard;
  expect(first).toMatchObject({ method: 'POST', path: '/gateway/api/v1/payments/initiate' });
  expect(first!.headers.get('authorization')).toBe('Bearer ext_key');
  expect(first!.headers.get('idempotency-key')).toBe(`${payment.id}:open`);
  expect(first!.body).toEqual({
    reference: payment.id,
    mode: 'redirect',
    amount: 5000,
    currency: 'XOF',
    description: 'Abonnement Pro',
    customer: { name: 'Aïssatou Diallo', email: 'aissatou@comptoir-diallo.example' },
    return_url: comeBack.success,
    cancel_url: comeBack.cancel,
    callback_url: comeBack.notify,
    expires_at: payment.expiresAt,
    locale: 'fr',
    metadata: { colour: 'indigo', order_id: '42' },
  });
  expect(second!.body).toEqual(first!.body);
  expect(second!.headers.get('idempotency-key')).toBe(first!.headers.get('idempotency-key'));
});

test('a hosted page: the buyer is sent there', async () => {
  expect(await open({ status: 201, body: aCheckout() })).toEqual({
    kind: 'opened',
    reference: 'ext_1',
    action: { kind: 'redirect', url: 'https://pay.backend.example/ext_1' },
  });
});

test('a code: an image in two formats, and links into the wallet', async () => {
  const links = { wallet: 'wallet://pay/1', web: 'https://w.example/1', evil: 'javascript:x()' };
  const body = aCheckout({ deep_links: { ...links, none: null } });
  expect(await open({ body }, { actionWanted: 'qr' })).toEqual({
    kind: 'opened',
    reference: 'ext_1',
    action: {
      kind: 'qr',
      payload: 'https://pay.backend.example/ext_1?by=qr',
      png: expect.stringMatching(/^data:image\/png;base64,/),
      svg: expect.stringMatching(/^<svg /),
      deepLinks: { wallet: links.wallet, web: links.web },
    },
  });
});

test.each([
  ['the hosted page when there is no code', { qr_code: null }, 'https://pay.backend.example/ext_1'],
  [
    'the hosted page when the code is a script',
    { qr_code: 'javascript:x()' },
    'https://pay.backend.example/ext_1',
  ],
  [
    'the hosted page when the code is too long',
    { qr_code: 'x'.repeat(2332) },
    'https://pay.backend.example/ext_1',
  ],
  ['text that only a wallet reads', { qr_code: '00020101021226' }, '00020101021226'],
])('a code shows %s', async (_what, changes, payload) => {
  const body = aCheckout({ ...changes, deep_links: 'none' });
  const answer = await open({ body }, { actionWanted: 'qr' });
  expect(answer).toMatchObject({ kind: 'opened', action: { payload, deepLinks: {} } });
});

test.each([
  ['fr', 'Confirmez le paiement de 5\u00a0000\u00a0F\u00a0CFA sur votre téléphone.'],
  ['en', 'Confirm the payment of F\u00a0CFA\u00a05,000 on your phone.'],
] as const)('a push: the buyer reads what to do, in %s', async (locale, instructions) => {
  const body = aCheckout({ payment_url: null, qr_code: null });
  const answer = await open({ body }, { actionWanted: 'push', locale });
  expect(answer).toMatchObject({ kind: 'opened', action: { kind: 'push', instructions } });
});

test.each([400, 402, 422])('%i with a code is a definite refusal', async (status) => {
  const body = refusal('invalid_request', '"amount" is too small.');
  expect(await open({ status, body })).toEqual({
    kind: 'refused',
    code: 'invalid_request',
    message: '"amount" is too small.',
  });
});

test.each(silences)('%s is not a refusal: the buyer may have a checkout', async (_what, said) => {
  expect((await open(said)).kind).toBe('unknown');
});

test.each([
  ['no id', { external_payment_id: undefined }],
  ['an id that is a path', { external_payment_id: '..' }],
  ['no page', { payment_url: null }],
  ['a script for a page', { payment_url: 'javascript:alert(1)' }],
  ['a page without encryption', { payment_url: 'http://pay.backend.example/ext_1' }],
])('an answer with %s opens nothing, and does not end the payment', async (_what, changes) => {
  expect((await open({ status: 201, body: aCheckout(changes) })).kind).toBe('unknown');
});

test('the backend supports no payment sheet', async () => {
  expect((await open({ body: aCheckout() }, { actionWanted: 'sdk' })).kind).toBe('unknown');
});

test('what is stored of an invalid answer contains no buyer and no key', async () => {
  const body = refusal('internal_error', 'Aïssatou Diallo, ext_key');
  const answer = await open({ status: 500, body });
  expect(answer).toMatchObject({ cause: new Error('the backend answered 500 internal_error') });
});
