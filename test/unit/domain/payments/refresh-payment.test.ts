import type { Payment } from '#domain/payments/payment';
import { refreshPayment } from '#domain/payments/refresh-payment';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aPayment } from '#test/payments';
import { isSilent, only, type Script, ScriptedProvider, wasPaid } from '#test/scripted-provider';

/** A payment that was opened at ten, and somebody who looks at it. */
async function setup(status: Script['status'] = [wasPaid], changes: Partial<Payment> = {}) {
  const payments = new MemoryPaymentStore();
  const payment = await payments.createOrGet(
    aPayment({ createdAt: '2026-11-21T10:00:00.000Z', ...changes }),
  );
  const provider = new ScriptedProvider({ status });
  const clock = new SettableClock();
  const deps = {
    payments,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const lookAt = (time: string) => {
    clock.set(`2026-11-21T${time}Z`);
    return refreshPayment(deps, payment, 'request-look');
  };
  return { lookAt, provider, payments, payment };
}

test('for a fresh payment its notification is awaited, and then the provider is asked', async () => {
  const { lookAt, provider } = await setup();
  expect(await lookAt('10:00:15.000')).toEqual({ kind: 'not_asked' });
  expect(provider.asked).toEqual([]);
  expect(await lookAt('10:00:15.001')).toMatchObject({
    kind: 'asked',
    settled: { moved: true, payment: { status: 'completed' } },
  });
});

test('however often somebody polls, the provider is asked every five seconds', async () => {
  const { lookAt, provider } = await setup([() => ({ kind: 'absent' })]);
  const kinds: string[] = [];
  for (const second of ['20.000', '20.100', '24.999', '25.000'])
    kinds.push((await lookAt(`10:00:${second}`)).kind);
  expect(kinds).toEqual(['asked', 'not_asked', 'not_asked', 'asked']);
  expect(provider.asked).toHaveLength(2);
});

test.each<[string, Partial<Payment>]>([
  ['is over', { status: 'completed' }],
  ['has no checkout', { providerReference: undefined }],
])('the provider is not asked about a payment that %s', async (_, changes) => {
  const { lookAt, provider } = await setup([wasPaid], changes);
  expect(await lookAt('11:00:00.000')).toEqual({ kind: 'not_asked' });
  expect(provider.asked).toEqual([]);
});

test('a provider that does not answer changes nothing', async () => {
  const { lookAt, payments, payment } = await setup([isSilent]);
  expect(await lookAt('10:01:00.000')).toEqual({ kind: 'silent' });
  expect(await payments.find(payment.id)).toEqual(payment);
});

test('a bug is not treated as a missing answer', async () => {
  const broken = () => {
    throw new Error('a bug');
  };
  const { lookAt } = await setup([broken]);
  await expect(lookAt('10:01:00.000')).rejects.toThrow('a bug');
});
