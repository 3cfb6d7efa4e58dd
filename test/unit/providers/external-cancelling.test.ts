import {
  aMobilePayment,
  anUnopenedPayment,
  aStatus,
  refusal,
  type Said,
  setup,
  silences,
} from './external-backend.ts';

const cancel = (said: Said) => setup(said).provider.cancel(aMobilePayment());

test('a pending payment is cancelled', async () => {
  const { provider, heard } = setup({ body: aStatus({ status: 'cancelled' }) });
  expect(await provider.cancel(aMobilePayment())).toEqual({ kind: 'cancelled' });
  expect(heard[0]).toMatchObject({
    method: 'POST',
    path: '/gateway/api/v1/payments/ext_1/cancel',
  });
});

test.each(['already_final', 'payment_in_progress'])(
  '%s: the backend’s state is used',
  async (code) => {
    expect(await cancel({ status: 409, body: refusal(code) })).toEqual({ kind: 'already_final' });
  },
);

test.each(['processing', 'succeeded', 'failed', 'expired'])(
  'an answer that it is %s now is used too',
  async (status) => {
    expect(await cancel({ body: aStatus({ status }) })).toEqual({ kind: 'already_final' });
  },
);

test('a payment that was never opened, or is unknown there, cannot be paid', async () => {
  const { provider, heard } = setup({});
  expect(await provider.cancel(anUnopenedPayment())).toEqual({ kind: 'cancelled' });
  expect(heard).toEqual([]);
  const missing = { status: 404, body: refusal('not_found') };
  expect(await cancel(missing)).toEqual({ kind: 'cancelled' });
});

test.each(silences)('%s: it may still be paid', async (_what, said) => {
  expect((await cancel(said)).kind).toBe('unknown');
});

test('a person cancels it: the backend is not asked', async () => {
  const { provider, heard } = setup({});
  expect(await provider.refund()).toEqual({ kind: 'manual' });
  expect(await provider.moneyBack()).toEqual({ kind: 'known', refunds: [], dispute: null });
  expect(provider.capabilities.refunds).toBe('manual');
  expect(heard).toEqual([]);
});
