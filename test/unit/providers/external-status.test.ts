import fc from 'fast-check';
import { anySign } from '#test/any-sign';
import { paymentIdOf } from '#test/payments';
import {
  aMobilePayment,
  anUnopenedPayment,
  aStatus,
  refusal,
  type Said,
  setup,
  silences,
} from './external-backend.ts';

const statusOf = (said: Said) => setup(said).provider.status(aMobilePayment());

test.each([
  ['pending', { state: 'pending' }],
  ['processing', { state: 'processing' }],
  [
    'failed',
    {
      state: 'failed',
      code: 'payment_failed',
      message: 'The payment was refused.',
      decline: { code: 'declined' },
    },
  ],
  ['cancelled', { state: 'cancelled' }],
  ['expired', { state: 'expired' }],
  ['of_next_year', { state: 'pending' }],
  ['', { state: 'pending' }],
])('%p', async (status, now) => {
  const answer = await statusOf({ body: aStatus({ status }) });
  expect(answer).toEqual({ kind: 'known', reference: 'ext_1', now });
});

test('the amount paid is the one in the answer, not the requested one', async () => {
  const body = aStatus({ status: 'succeeded', amount: 2500, currency: 'XAF' });
  expect(await statusOf({ body })).toEqual({
    kind: 'known',
    reference: 'ext_1',
    now: {
      state: 'paid',
      amount: { minor: 2500, currency: 'XAF' },
      transaction: 'ext_1',
    },
  });
});

test.each([
  { amount: 50.5 },
  { amount: '5000' },
  { amount: -1 },
  { amount: null },
  { amount: 2 ** 53 },
  { currency: '' },
  { currency: undefined },
])('paid, with an unknown amount: %p', async (changes) => {
  const body = aStatus({ status: 'succeeded', ...changes });
  expect((await statusOf({ body })).kind).toBe('unknown');
});

test.each(silences)('%s leaves the status unknown', async (_what, said) => {
  expect((await statusOf(said)).kind).toBe('unknown');
});

test.each([{ status: 42 }, { status: undefined }, { reference: undefined }])(
  'an answer without a required field leaves the status unknown: %p',
  async (changes) => {
    expect((await statusOf({ body: aStatus(changes) })).kind).toBe('unknown');
  },
);

test('another payment’s money does not pay for this one', async () => {
  const body = aStatus({ status: 'succeeded', reference: paymentIdOf('other') });
  expect(await statusOf({ body })).toEqual({ kind: 'absent' });
});

test('a checkout named in a callback is asked for, if none is stored yet', async () => {
  const { provider, heard } = setup({ body: aStatus() });
  const answer = await provider.status(anUnopenedPayment(), 'ext_1');
  expect(answer).toMatchObject({ kind: 'known', reference: 'ext_1' });
  expect(heard[0]).toMatchObject({
    method: 'GET',
    path: '/gateway/api/v1/payments/ext_1/status',
  });
});

test('no other address is called, whatever reference is sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: anySign, minLength: 1 }), async (named) => {
      const { provider, heard } = setup({ body: aStatus() });
      await provider.status(anUnopenedPayment(), named);
      for (const { path } of heard)
        expect(path).toMatch(/^\/gateway\/api\/v1\/payments\/[^/]+\/status$/);
    }),
  );
  for (const named of ['.', '..', '../../admin', '%2e%2e', 'a/../b?c#d', '\ud800']) {
    const { provider, heard } = setup({ body: aStatus() });
    await provider.status(anUnopenedPayment(), named);
    for (const { path } of heard)
      expect(path).toMatch(/^\/gateway\/api\/v1\/payments\/[^/]+\/status$/);
  }
});

test('a payment that was never opened, and one that the backend does not know', async () => {
  const { provider, heard } = setup({});
  expect(await provider.status(anUnopenedPayment())).toEqual({ kind: 'absent' });
  expect(heard).toEqual([]);
  const missing = { status: 404, body: refusal('not_found') };
  expect(await statusOf(missing)).toEqual({ kind: 'absent' });
});

test('the payment of a transaction is found, unless it is another application’s', async () => {
  const owner = (said: Said) => setup(said).provider.ownerOf('ext_1');
  const paymentId = paymentIdOf('any');
  expect(await owner({ body: aStatus() })).toEqual({ kind: 'known', paymentId });
  expect(await owner({ body: aStatus({ reference: 'order-42' }) })).toEqual({ kind: 'known' });
  expect(await owner({ status: 404, body: refusal('not_found') })).toEqual({ kind: 'known' });
  expect((await owner(new TypeError('fetch failed'))).kind).toBe('unknown');
});
