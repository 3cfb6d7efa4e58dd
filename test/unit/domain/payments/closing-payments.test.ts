import { setTimeout } from 'node:timers/promises';
import { PaymentNotCancellableError, ProviderUnreachableError } from '#domain/errors';
import { cancelPayment } from '#domain/payments/cancel-payment';
import { expirePayments } from '#domain/payments/expire-payments';
import type { Payment } from '#domain/payments/payment';
import { settlePayment } from '#domain/payments/settle-payment';
import { SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, aPayment, paymentIdOf } from '#test/payments';
import {
  closes,
  isFinalAlready,
  isSilent,
  knows,
  knowsNothing,
  only,
  type Script,
  ScriptedProvider,
  wasPaid,
} from '#test/scripted-provider';

async function setup(script: Script, ...stored: Payment[]) {
  const payments = new MemoryPaymentStore();
  for (const payment of stored) await payments.createOrGet(payment);
  const provider = new ScriptedProvider(script);
  const clock = new SettableClock('2026-11-21T12:00:00.000Z');
  const deps = {
    payments,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
  };
  const statusOf = (payment: Payment) => payments.rows.get(payment.id)!.status;
  const notify = (paymentId: string, eventId = 'evt_1') =>
    settlePayment(deps, {
      paymentId,
      requestId: 'request-webhook',
      notification: aNotification({ eventId, paymentId }),
    });
  return { deps, payments, provider, clock, statusOf, notify };
}

describe('a buyer cancels', () => {
  const cancel = async (script: Script, changes: Partial<Payment> = {}) => {
    const payment = aPayment(changes);
    const context = await setup(script, payment);
    const attempt = cancelPayment(context.deps, payment, 'request-cancel');
    return { ...context, payment, attempt };
  };

  test('the checkout is closed at the provider, and the payment is cancelled', async () => {
    const { attempt, payments, provider } = await cancel({ cancel: [closes] });
    expect(await attempt).toMatchObject({ status: 'cancelled' });
    expect(provider.timesAsked('cancel')).toBe(1);
    expect(payments.eventsOf('payment.cancelled')).toMatchObject([{ requestId: 'request-cancel' }]);
  });

  test('cancelling twice is no error, and the provider is asked once', async () => {
    const { attempt, deps, payments, provider } = await cancel({ cancel: [closes] });
    const cancelled = await attempt;
    expect(await cancelPayment(deps, cancelled, 'request-2')).toEqual(cancelled);
    expect(provider.timesAsked('cancel')).toBe(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('a double click is no error: both see the payment cancelled, which is told once', async () => {
    const payment = aPayment();
    const { deps, payments, provider } = await setup({}, payment);
    let isClosed = false;
    provider.script = {
      status: [() => knows({ state: isClosed ? 'expired' : 'pending' })(payment)],
      cancel: [
        async () => {
          if (isClosed) return { kind: 'already_final' };
          await setTimeout(5);
          isClosed = true;
          return { kind: 'cancelled' };
        },
      ],
    };
    const clicks = await Promise.all([
      cancelPayment(deps, payment, 'request-1'),
      cancelPayment(deps, payment, 'request-2'),
    ]);
    expect(clicks.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(payments.eventsOf('payment.cancelled')).toHaveLength(1);
  });

  test.each(['completed', 'processing', 'failed', 'expired', 'review'] as const)(
    'a %s payment cannot be cancelled, and the provider is left alone',
    async (status) => {
      const { attempt, provider } = await cancel({}, { status });
      await expect(attempt).rejects.toThrow(PaymentNotCancellableError);
      expect(provider.asked).toEqual([]);
    },
  );

  test('a moment after paying: the money wins', async () => {
    const { attempt, statusOf, payment, payments } = await cancel({
      cancel: [isFinalAlready],
      status: [wasPaid],
    });
    await expect(attempt).rejects.toThrow('this one is completed');
    expect(statusOf(payment)).toBe('completed');
    expect(payments.eventsOf('payment.completed')).toHaveLength(1);
    expect(payments.eventsOf('payment.cancelled')).toEqual([]);
  });

  test('while the provider is silent: the payment stays pending, and another try ends it', async () => {
    const { attempt, deps, payments, payment, statusOf } = await cancel({
      cancel: [isSilent, closes],
    });
    await expect(attempt).rejects.toThrow(ProviderUnreachableError);
    expect(statusOf(payment)).toBe('pending');
    const again = (await payments.find(payment.id))!;
    expect(await cancelPayment(deps, again, 'request-2')).toMatchObject({ status: 'cancelled' });
  });

  test('and what the provider closed for us in silence ends as cancelled, not as expired', async () => {
    const { attempt, notify, payment, payments, provider, statusOf } = await cancel({
      cancel: [isSilent],
    });
    await expect(attempt).rejects.toThrow(ProviderUnreachableError);
    provider.script.status = [knows({ state: 'expired' })];
    await notify(payment.id);
    expect(statusOf(payment)).toBe('cancelled');
    expect(payments.eventsOf('payment.expired')).toEqual([]);
  });

  test('a notification of money overtakes the cancelling', async () => {
    const payment = aPayment();
    const context = await setup({}, payment);
    const { deps, provider, notify, statusOf, payments } = context;
    provider.script = {
      status: [wasPaid],
      cancel: [
        async (closing) => {
          await notify(closing.id);
          return { kind: 'cancelled' };
        },
      ],
    };
    await expect(cancelPayment(deps, payment, 'request-cancel')).rejects.toThrow('completed');
    expect(statusOf(payment)).toBe('completed');
    expect(payments.outbox.size).toBe(1);
  });
});

describe('the provider’s own news of the closed checkout overtakes its answer', () => {
  test.each([
    ['cancelled', 'cancelled'],
    ['expired', 'expired'],
  ] as const)('a payment meant to be %s is, once', async (as, status) => {
    const payment = aPayment();
    const { deps, provider, notify, payments, statusOf } = await setup({}, payment);
    let isClosed = false;
    provider.script = {
      status: [() => knows({ state: isClosed ? 'expired' : 'pending' })(payment)],
      cancel: [
        async ({ id }) => {
          isClosed = true;
          await notify(id);
          return { kind: 'cancelled' };
        },
      ],
    };
    if (as === 'cancelled')
      expect(await cancelPayment(deps, payment, 'request-1')).toMatchObject({ status });
    else
      expect(
        await expirePayments(deps, { dueAt: deps.now(), limit: 10, requestId: 'request-1' }),
      ).toEqual([{ paymentId: payment.id, status }]);
    expect(statusOf(payment)).toBe(status);
    expect([...payments.outbox.values()].map(({ type }) => type)).toEqual([`payment.${status}`]);
  });
});

describe('the time to pay is over', () => {
  const numbered = (name: string, changes: Partial<Payment> = {}) =>
    aPayment({ id: paymentIdOf(name), ...changes });
  const request = {
    dueAt: new Date('2026-11-21T12:00:00.000Z'),
    limit: 10,
    requestId: 'request-schedule',
  };

  test('the checkout is closed and the payment expires', async () => {
    const payment = aPayment();
    const { deps, payments, provider } = await setup(
      { status: [knows({ state: 'pending' })], cancel: [closes] },
      payment,
    );
    expect(await expirePayments(deps, request)).toEqual([
      { paymentId: payment.id, status: 'expired' },
    ]);
    expect(provider.asked.map(({ method }) => method)).toEqual(['status', 'cancel']);
    expect(payments.eventsOf('payment.expired')).toHaveLength(1);
    expect(await expirePayments(deps, request)).toEqual([]);
  });

  test('a payment whose checkout was never opened expires too', async () => {
    const payment = aPayment({ providerReference: undefined, action: undefined, version: 1 });
    const { deps, statusOf } = await setup({ status: [knowsNothing], cancel: [closes] }, payment);
    await expirePayments(deps, request);
    expect(statusOf(payment)).toBe('expired');
  });

  test('a buyer who paid in the last second has paid', async () => {
    const payment = aPayment();
    const { deps, provider } = await setup({ status: [wasPaid] }, payment);
    expect(await expirePayments(deps, request)).toEqual([
      { paymentId: payment.id, status: 'completed' },
    ]);
    expect(provider.timesAsked('cancel')).toBe(0);
  });

  test('money on its way is left alone', async () => {
    const payment = aPayment({ status: 'processing' });
    const { deps, provider, statusOf } = await setup(
      { status: [knows({ state: 'processing' })] },
      payment,
    );
    await expirePayments(deps, request);
    expect(statusOf(payment)).toBe('processing');
    expect(provider.timesAsked('cancel')).toBe(0);
  });

  test('one that fails does not stop the others, and is met again', async () => {
    const [a, b, c] = [numbered('a'), numbered('b'), numbered('c')];
    const { deps, payments, provider, statusOf } = await setup({ cancel: [closes] }, a, b, c);
    provider.script.status = [
      (payment) => {
        if (payment.id === b.id) throw new Error('corrupt answer');
        return knows({ state: 'pending' })(payment);
      },
    ];
    const expiries = await expirePayments(deps, request);
    expect(expiries).toHaveLength(3);
    expect(expiries.find(({ paymentId }) => paymentId === b.id)).toMatchObject({
      status: 'unknown',
      error: new Error('corrupt answer'),
    });
    expect([a, b, c].map(statusOf)).toEqual(['expired', 'pending', 'expired']);
    const later = new Date(request.dueAt.getTime() + 3_600_000);
    expect(await payments.listDue(later, 10)).toEqual([b.id]);
  });

  test('those that cannot be ended now do not hold up the next ones', async () => {
    const stuck = ['a', 'b'].map((name) => numbered(name));
    const last = numbered('c');
    const { deps, provider, statusOf } = await setup({ cancel: [closes] }, ...stuck, last);
    provider.script.status = [
      (payment) =>
        knows({ state: stuck.some(({ id }) => id === payment.id) ? 'processing' : 'pending' })(
          payment,
        ),
    ];
    await expirePayments(deps, { ...request, limit: 2 });
    await expirePayments(deps, { ...request, limit: 2 });
    expect(statusOf(last)).toBe('expired');
  });

  test('no more than the limit at once', async () => {
    const { deps } = await setup(
      { status: [knows({ state: 'pending' })], cancel: [closes] },
      ...['a', 'b', 'c'].map((name) => numbered(name)),
    );
    expect(await expirePayments(deps, { ...request, limit: 2 })).toHaveLength(2);
    expect(await expirePayments(deps, { ...request, limit: 2 })).toHaveLength(1);
  });
});
