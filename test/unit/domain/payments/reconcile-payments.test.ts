import { ProviderUnreachableError } from '#domain/errors';
import type { Payment } from '#domain/payments/payment';
import { reconcilePayments } from '#domain/payments/reconcile-payments';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aPayment, paymentIdOf } from '#test/payments';
import {
  closes,
  isSilent,
  knows,
  knowsNothing,
  type Script,
  ScriptedProvider,
  wasPaid,
} from '#test/scripted-provider';

const minuteMs = 60_000;

/** Two providers of one script each; runs are made at the clock's time. */
async function setup(script: Script, ...stored: Payment[]) {
  const payments = new MemoryPaymentStore();
  for (const payment of stored) await payments.createOrGet(payment);
  const provider = new ScriptedProvider(script);
  const paypal = new ScriptedProvider({}, 'paypal');
  const clock = new SettableClock('2026-11-21T12:00:00.000Z');
  const deps = {
    payments,
    providers: async (name: string) => (name === 'paypal' ? paypal : provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const run = (limit = 10) =>
    reconcilePayments(deps, { dueAt: clock.now(), limit, requestId: 'request-schedule' });
  const statusOf = ({ id }: Payment) => payments.rows.get(id)!.status;
  const checkOf = ({ id }: Payment) => payments.rows.get(id)!.checkAt;
  return { payments, provider, paypal, clock, run, statusOf, checkOf };
}

const numbered = (name: string, changes: Partial<Payment> = {}) =>
  aPayment({ id: paymentIdOf(name), ...changes });

const isPending = knows({ state: 'pending' });

describe('the time to pay is over', () => {
  test('the checkout is closed and the payment expires', async () => {
    const payment = aPayment();
    const { payments, provider, run } = await setup(
      { status: [isPending], cancel: [closes] },
      payment,
    );
    expect(await run()).toMatchObject([
      { paymentId: payment.id, status: 'expired', moved: { status: 'expired' } },
    ]);
    expect(provider.asked.map(({ method }) => method)).toEqual(['status', 'cancel']);
    expect(payments.eventsOf('payment.expired')).toHaveLength(1);
    expect(await run()).toEqual([]);
  });

  test('a payment whose checkout was never opened expires too, and is never checked again', async () => {
    const payment = aPayment({ providerReference: undefined, action: undefined, version: 1 });
    const { run, statusOf, checkOf } = await setup(
      { status: [knowsNothing], cancel: [closes] },
      payment,
    );
    await run();
    expect(statusOf(payment)).toBe('expired');
    expect(checkOf(payment)).toBeUndefined();
  });

  test('a buyer who paid in the last second has paid', async () => {
    const payment = aPayment();
    const { provider, run, checkOf } = await setup({ status: [wasPaid] }, payment);
    expect(await run()).toMatchObject([{ status: 'completed', moved: { id: payment.id } }]);
    expect(provider.timesAsked('cancel')).toBe(0);
    expect(checkOf(payment)).toBeUndefined();
  });

  test('a processing payment is left alone, and checked again', async () => {
    const payment = aPayment({ status: 'processing' });
    const { provider, run, statusOf, checkOf, clock } = await setup(
      { status: [knows({ state: 'processing' })] },
      payment,
    );
    await run();
    expect(statusOf(payment)).toBe('processing');
    expect(provider.timesAsked('cancel')).toBe(0);
    expect(Date.parse(checkOf(payment)!)).toBeGreaterThan(clock.now().getTime());
  });

  test('a processing payment that is never paid does not stay open for ever', async () => {
    const payment = aPayment({ status: 'processing' });
    const { provider, run, statusOf, checkOf } = await setup(
      { status: [isPending], cancel: [closes] },
      payment,
    );
    await run();
    expect(statusOf(payment)).toBe('expired');
    expect(provider.timesAsked('cancel')).toBe(1);
    expect(checkOf(payment)).toBeDefined();
  });

  test('a provider that has forgotten a processing payment does not end it', async () => {
    const payment = aPayment({ status: 'processing' });
    const { provider, run, statusOf } = await setup(
      { status: [() => ({ kind: 'absent' })] },
      payment,
    );
    await run();
    expect(statusOf(payment)).toBe('processing');
    expect(provider.timesAsked('cancel')).toBe(0);
  });
});

describe('before its time is over', () => {
  test('a payment that was not notified is found to be paid', async () => {
    const payment = aPayment();
    const { clock, run, statusOf } = await setup({ status: [wasPaid] }, payment);
    clock.set('2026-11-21T10:14:59.999Z');
    expect(await run()).toEqual([]);
    clock.advance(2);
    expect(await run()).toMatchObject([{ status: 'completed', moved: { id: payment.id } }]);
    expect(statusOf(payment)).toBe('completed');
  });

  test('a buyer who is still paying is not disturbed', async () => {
    const payment = aPayment();
    const { clock, provider, run, statusOf } = await setup({ status: [isPending] }, payment);
    clock.set('2026-11-21T10:16:00.000Z');
    expect(await run()).toEqual([{ paymentId: payment.id, status: 'pending' }]);
    expect(statusOf(payment)).toBe('pending');
    expect(provider.timesAsked('cancel')).toBe(0);
  });
});

test('a notification in flight at the time of expiry has a minute to arrive', async () => {
  const payment = aPayment({ checkAt: '2026-11-21T11:00:00.000Z' });
  const { clock, run, statusOf, checkOf } = await setup(
    { status: [isPending], cancel: [closes] },
    payment,
  );
  clock.set('2026-11-21T11:00:59.999Z');
  await run();
  expect(statusOf(payment)).toBe('pending');
  expect(checkOf(payment)).toBe('2026-11-21T11:01:00.000Z');
  clock.advance(2);
  await run();
  expect(statusOf(payment)).toBe('expired');
});

describe('late money', () => {
  test('after the payment has expired is found within the day', async () => {
    const payment = aPayment();
    const { clock, provider, payments, run, statusOf } = await setup(
      { status: [isPending], cancel: [closes] },
      payment,
    );
    await run();
    provider.script.status = [wasPaid];
    clock.advance(3 * 60 * minuteMs);
    expect(await run()).toMatchObject([{ status: 'completed', moved: { id: payment.id } }]);
    expect(statusOf(payment)).toBe('completed');
    expect(payments.eventsOf('payment.completed')).toHaveLength(1);
  });

  test('is not looked for once the day is over', async () => {
    const payment = aPayment();
    const { clock, provider, run, checkOf } = await setup(
      { status: [isPending, knows({ state: 'expired' })], cancel: [closes] },
      payment,
    );
    for (let quarter = 0; quarter < 4 * 30; quarter++) {
      await run();
      clock.advance(15 * minuteMs);
    }
    expect(checkOf(payment)).toBeUndefined();
    const asked = provider.timesAsked('status');
    expect(asked).toBeGreaterThan(2);
    expect(asked).toBeLessThan(10);
  });
});

describe('a run with failures', () => {
  test('one payment that fails does not stop the others, and is tried again soon', async () => {
    const [a, b, c] = [numbered('a'), numbered('b'), numbered('c')];
    const { payments, provider, clock, run, statusOf } = await setup({ cancel: [closes] }, a, b, c);
    provider.script.status = [
      (payment) => {
        if (payment.id === b.id) throw new Error('corrupt answer');
        return isPending(payment);
      },
    ];
    const checks = await run();
    expect(checks).toHaveLength(3);
    expect(checks.find(({ paymentId }) => paymentId === b.id)).toMatchObject({
      status: 'unknown',
      error: new Error('corrupt answer'),
    });
    expect([a, b, c].map(statusOf)).toEqual(['expired', 'pending', 'expired']);
    clock.advance(6 * minuteMs);
    expect(await payments.listDue(clock.now(), 10)).toEqual([b.id]);
  });

  test('a provider that does not answer is not asked again in the run, the others are', async () => {
    const [a, b] = [numbered('a'), numbered('b')];
    const theirs = numbered('c', { provider: 'paypal', method: 'paypal' });
    const { provider, paypal, run, statusOf } = await setup({ status: [isSilent] }, a, b, theirs);
    paypal.script.status = [wasPaid];
    const checks = await run();
    const failed = checks.filter(({ status }) => status === 'unknown');
    expect(failed).toMatchObject([{ error: expect.any(ProviderUnreachableError) }]);
    expect(checks.filter(({ status }) => status === 'put_off')).toHaveLength(1);
    expect(provider.asked).toHaveLength(1);
    expect([a, b, theirs].map(statusOf)).toEqual(['pending', 'pending', 'completed']);
  });

  test('and is asked again in the next run, which processes everything that waited', async () => {
    const [a, b] = [numbered('a'), numbered('b')];
    const { provider, clock, run, statusOf } = await setup({ status: [isSilent] }, a, b);
    await run();
    expect(await run()).toEqual([]);
    provider.script.status = [wasPaid];
    clock.advance(6 * minuteMs);
    expect(await run()).toHaveLength(2);
    expect([a, b].map(statusOf)).toEqual(['completed', 'completed']);
  });

  test('if the provider does not answer to the closing of a checkout, nothing expires', async () => {
    const payment = aPayment();
    const { run, statusOf } = await setup({ status: [isPending], cancel: [isSilent] }, payment);
    expect(await run()).toMatchObject([{ status: 'unknown' }]);
    expect(statusOf(payment)).toBe('pending');
  });

  test('payments that cannot be ended now do not delay the next ones', async () => {
    const stuck = ['a', 'b'].map((name) => numbered(name));
    const last = numbered('c');
    const { provider, run, statusOf } = await setup({ cancel: [closes] }, ...stuck, last);
    const isStuck = ({ id }: Payment) => stuck.some((one) => one.id === id);
    provider.script.status = [
      (payment) => knows({ state: isStuck(payment) ? 'processing' : 'pending' })(payment),
    ];
    await run(2);
    await run(2);
    expect(statusOf(last)).toBe('expired');
  });

  test('at most the limit is processed, those that have waited longest first', async () => {
    const { run } = await setup(
      { status: [isPending], cancel: [closes] },
      numbered('b', { checkAt: '2026-11-21T11:30:00.000Z' }),
      numbered('c', { checkAt: '2026-11-21T11:45:00.000Z' }),
      numbered('a', { checkAt: '2026-11-21T11:15:00.000Z' }),
    );
    const idsOf = async () => (await run(2)).map(({ paymentId }) => paymentId);
    expect(await idsOf()).toEqual([paymentIdOf('a'), paymentIdOf('b')]);
    expect(await idsOf()).toEqual([paymentIdOf('c')]);
  });
});
