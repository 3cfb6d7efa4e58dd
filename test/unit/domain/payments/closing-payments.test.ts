import { setTimeout } from 'node:timers/promises';
import { PaymentNotCancellableError, ProviderUnreachableError } from '#domain/errors';
import { cancelPayment } from '#domain/payments/cancel-payment';
import type { Payment } from '#domain/payments/payment';
import { reconcilePayments } from '#domain/payments/reconcile-payments';
import { settlePayment } from '#domain/payments/settle-payment';
import { aServersAct } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, aPayment } from '#test/payments';
import {
  closes,
  isFinalAlready,
  isSilent,
  knows,
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
    pause: noPause,
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
    const attempt = cancelPayment(context.deps, payment, aServersAct('key_shop', 'request-cancel'));
    return { ...context, payment, attempt };
  };

  test('the checkout is closed at the provider, and the payment is cancelled', async () => {
    const { attempt, payments, provider } = await cancel({ cancel: [closes] });
    expect(await attempt).toMatchObject({ status: 'cancelled' });
    expect(provider.timesAsked('cancel')).toBe(1);
    expect(payments.eventsOf('payment.cancelled')).toMatchObject([{ requestId: 'request-cancel' }]);
  });

  test('cancelling twice is not an error, and the provider is asked once', async () => {
    const { attempt, deps, payments, provider } = await cancel({ cancel: [closes] });
    const cancelled = await attempt;
    expect(await cancelPayment(deps, cancelled, aServersAct('key_shop', 'request-2'))).toEqual(
      cancelled,
    );
    expect(provider.timesAsked('cancel')).toBe(1);
    expect(payments.outbox.size).toBe(1);
  });

  test('a double click is not an error: both see the payment cancelled, with one event', async () => {
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
      cancelPayment(deps, payment, aServersAct('key_shop', 'request-1')),
      cancelPayment(deps, payment, aServersAct('key_shop', 'request-2')),
    ]);
    expect(clicks.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(payments.eventsOf('payment.cancelled')).toHaveLength(1);
  });

  test.each(['completed', 'processing', 'failed', 'expired', 'review'] as const)(
    'a %s payment cannot be cancelled, and the provider is not asked',
    async (status) => {
      const { attempt, provider } = await cancel({}, { status });
      await expect(attempt).rejects.toThrow(PaymentNotCancellableError);
      expect(provider.asked).toEqual([]);
    },
  );

  test('a moment after paying: the payment is completed', async () => {
    const { attempt, statusOf, payment, payments } = await cancel({
      cancel: [isFinalAlready],
      status: [wasPaid],
    });
    await expect(attempt).rejects.toThrow('this one is completed');
    expect(statusOf(payment)).toBe('completed');
    expect(payments.eventsOf('payment.completed')).toHaveLength(1);
    expect(payments.eventsOf('payment.cancelled')).toEqual([]);
  });

  test('if the provider does not answer, the payment stays pending, and another attempt ends it', async () => {
    const { attempt, deps, payments, payment, statusOf } = await cancel({
      cancel: [isSilent, closes],
    });
    await expect(attempt).rejects.toThrow(ProviderUnreachableError);
    expect(statusOf(payment)).toBe('pending');
    const again = (await payments.find(payment.id))!;
    expect(await cancelPayment(deps, again, aServersAct('key_shop', 'request-2'))).toMatchObject({
      status: 'cancelled',
    });
  });

  test('and if the provider closed it without an answer, it ends as cancelled, not as expired', async () => {
    const { attempt, notify, payment, payments, provider, statusOf } = await cancel({
      cancel: [isSilent],
    });
    await expect(attempt).rejects.toThrow(ProviderUnreachableError);
    provider.script.status = [knows({ state: 'expired' })];
    await notify(payment.id);
    expect(statusOf(payment)).toBe('cancelled');
    expect(payments.eventsOf('payment.expired')).toEqual([]);
  });

  test('a notification of a payment overtakes the cancelling', async () => {
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
    await expect(
      cancelPayment(deps, payment, aServersAct('key_shop', 'request-cancel')),
    ).rejects.toThrow('completed');
    expect(statusOf(payment)).toBe('completed');
    expect(payments.outbox.size).toBe(1);
  });
});

describe('the provider’s notification of the closed checkout overtakes its answer', () => {
  test.each([
    ['cancelled', 'cancelled'],
    ['expired', 'expired'],
  ] as const)('a payment that should be %s is, once', async (as, status) => {
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
      expect(
        await cancelPayment(deps, payment, aServersAct('key_shop', 'request-1')),
      ).toMatchObject({
        status,
      });
    else
      expect(
        await reconcilePayments(deps, { dueAt: deps.now(), limit: 10, requestId: 'request-1' }),
      ).toMatchObject([{ paymentId: payment.id, status }]);
    expect(statusOf(payment)).toBe(status);
    expect([...payments.outbox.values()].map(({ type }) => type)).toEqual([`payment.${status}`]);
  });
});
