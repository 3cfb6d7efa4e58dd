import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import { money } from '#domain/money';
import type { Payment, PaymentStatus } from '#domain/payments/payment';
import type { ProviderState } from '#domain/payments/payment-provider';
import {
  type SettleDeps,
  type SettleRequest,
  settlePayment,
} from '#domain/payments/settle-payment';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, aPayment } from '#test/payments';
import {
  isSilent,
  knows,
  knowsNothing,
  only,
  type Script,
  ScriptedProvider,
  wasPaid,
} from '#test/scripted-provider';

async function setup(status: Script['status'], changes: Partial<Payment> = {}) {
  const payment = aPayment(changes);
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const provider = new ScriptedProvider({ status });
  const clock = new SettableClock('2026-11-21T10:05:00.000Z');
  const deps: SettleDeps = {
    payments,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const settle = (request: Partial<SettleRequest> = {}) =>
    settlePayment(deps, { paymentId: payment.id, requestId: 'request-webhook', ...request });
  const stored = () => payments.rows.get(payment.id)!;
  const becomes = (...says: NonNullable<Script['status']>) => {
    provider.script.status = says;
    provider.asked.length = 0;
  };
  return { payment, payments, provider, clock, deps, settle, stored, becomes };
}

const told = (eventId: string) => ({ notification: aNotification({ eventId }) });
const failed: ProviderState = { state: 'failed', code: 'card_declined', message: 'Refused.' };
const everyEnd = ['completed', 'failed', 'cancelled', 'expired', 'review'] as const;

describe('money that arrived', () => {
  test('completes the payment, publishes it once and enters it in the ledger', async () => {
    const { payment, payments, settle, stored } = await setup([wasPaid]);
    expect(await settle(told('evt_1'))).toMatchObject({ moved: true });
    expect(stored()).toMatchObject({
      status: 'completed',
      amountPaid: { minor: 46_800, currency: 'EUR' },
      completedAt: '2026-11-21T10:05:00.000Z',
    });
    expect(payments.eventsOf('payment.completed')).toMatchObject([
      { requestId: 'request-webhook', data: { paymentId: payment.id } },
    ]);
    expect([...payments.ledger.values()]).toMatchObject([
      {
        fact: 'captured',
        postings: [
          { from: 'sales', to: 'provider:stripe', money: { minor: 46_800, currency: 'EUR' } },
        ],
      },
    ]);
    expect(payments.inbox.size).toBe(1);
  });

  test('is found by the checkout named in the notification, if our own answer was lost', async () => {
    const { settle, stored, provider } = await setup([wasPaid], { providerReference: undefined });
    await settle({ reference: 'cs_named' });
    expect(provider.asked).toMatchObject([{ reference: 'cs_named' }]);
    expect(stored()).toMatchObject({ status: 'completed', providerReference: 'cs_named' });
  });

  test.each([
    ['too little', { minor: 500, currency: 'eur' }],
    ['too much', { minor: 46_801, currency: 'eur' }],
    ['nothing', { minor: 0, currency: 'eur' }],
    ['the right number in another currency', { minor: 46_800, currency: 'xof' }],
  ])('%s is not paid: it goes to review, and nothing is sold', async (_, amount) => {
    const { payments, settle, stored } = await setup([knows({ state: 'paid', amount })]);
    await settle(told('evt_1'));
    expect(stored()).toMatchObject({ status: 'review' });
    const isEuro = amount.currency === 'eur';
    expect(stored().amountPaid).toEqual(isEuro ? money(amount.minor, 'EUR') : undefined);
    expect(stored().paidOtherwise).toEqual(isEuro ? undefined : amount);
    expect(payments.eventsOf('payment.review')).toHaveLength(1);
    expect(payments.eventsOf('payment.completed')).toEqual([]);
    const currency = amount.currency.toUpperCase();
    const held = { from: 'suspense', to: 'provider:stripe', money: { ...amount, currency } };
    expect([...payments.ledger.values()].flatMap(({ postings }) => postings)).toEqual(
      amount.minor > 0 ? [held] : [],
    );
  });

  test.each(['eur', 'EUR', 'Eur'])('%s is the euro, in any spelling', async (currency) => {
    const { settle, stored } = await setup([
      knows({ state: 'paid', amount: { minor: 46_800, currency } }),
    ]);
    await settle();
    expect(stored().status).toBe('completed');
  });

  test.each(['expired', 'cancelled', 'failed'] as const)(
    'late, after the payment has %s, is still accepted',
    async (status) => {
      const { payments, settle, stored } = await setup([wasPaid], {
        status,
        failure: { code: 'card_declined', message: 'Refused.' },
        closing: 'expired',
      });
      await settle(told('evt_late'));
      expect(stored()).toMatchObject({ status: 'completed', failure: undefined });
      expect(payments.eventsOf('payment.completed')).toHaveLength(1);
      expect(payments.ledger.size).toBe(1);
    },
  );

  test.each(['expired', 'cancelled', 'failed'] as const)(
    'late and wrong, after the payment has %s, goes to review',
    async (status) => {
      const amount = { minor: 1, currency: 'eur' };
      const { settle, stored } = await setup([knows({ state: 'paid', amount })], { status });
      await settle();
      expect(stored().status).toBe('review');
    },
  );
});

describe('notifications', () => {
  test('twice the same: one effect', async () => {
    const { payments, settle } = await setup([wasPaid]);
    expect(await settle(told('evt_1'))).toMatchObject({ moved: true });
    expect(await settle(told('evt_1'))).toMatchObject({ moved: false });
    expect(payments.outbox.size).toBe(1);
    expect(payments.ledger.size).toBe(1);
  });

  test('two that report the same fact differently: one effect, and both are kept', async () => {
    const { payments, settle } = await setup([wasPaid]);
    await settle(told('evt_session_completed'));
    await settle(told('evt_intent_succeeded'));
    expect(payments.outbox.size).toBe(1);
    expect([...payments.inbox.keys()]).toEqual([
      'stripe#evt_session_completed',
      'stripe#evt_intent_succeeded',
    ]);
  });

  test('five copies at once: one transition, one event, one ledger entry', async () => {
    const { payments, settle, stored } = await setup([wasPaid]);
    const settled = await Promise.all(Array.from({ length: 5 }, () => settle(told('evt_1'))));
    expect(settled.filter(({ moved }) => moved)).toHaveLength(1);
    expect(stored()).toMatchObject({ status: 'completed', version: 3 });
    expect(payments.outbox.size).toBe(1);
    expect(payments.ledger.size).toBe(1);
    expect(payments.inbox.size).toBe(1);
  });

  test('five different ones at once: one transition, and every one is kept', async () => {
    const { payments, settle, stored } = await setup([wasPaid]);
    const ids = ['evt_1', 'evt_2', 'evt_3', 'evt_4', 'evt_5'];
    const settled = await Promise.all(ids.map((id) => settle(told(id))));
    expect(settled.filter(({ moved }) => moved)).toHaveLength(1);
    expect(settled.map(({ payment }) => payment.status)).toEqual(Array(5).fill('completed'));
    expect(stored().version).toBe(3);
    expect(payments.outbox.size).toBe(1);
    expect(payments.inbox.size).toBe(5);
  });

  test('in the wrong order end in the same state: an old one finds what is true now', async () => {
    const { payments, settle, stored, becomes } = await setup([wasPaid]);
    await settle(told('evt_completed'));
    becomes(knows({ state: 'expired' }));
    await settle(told('evt_expired_sent_earlier'));
    expect(stored().status).toBe('completed');
    expect(payments.outbox.size).toBe(1);
  });

  test('one that came too early counts when it is sent again', async () => {
    const { settle, stored, becomes } = await setup([knows({ state: 'pending' })]);
    expect(await settle(told('evt_1'))).toMatchObject({ moved: false });
    becomes(wasPaid);
    await settle(told('evt_1'));
    expect(stored().status).toBe('completed');
  });

  test('are kept even if they change nothing', async () => {
    const { payments, settle } = await setup([knows({ state: 'pending' })]);
    await settle(told('evt_1'));
    expect([...payments.inbox.keys()]).toEqual(['stripe#evt_1']);
  });
});

describe('a processing payment', () => {
  test('is processing, and publishes nothing yet', async () => {
    const { payments, settle, stored } = await setup([knows({ state: 'processing' })]);
    expect(await settle()).toMatchObject({ moved: true });
    expect(stored().status).toBe('processing');
    expect(payments.outbox.size).toBe(0);
  });

  test.each<[ProviderState, PaymentStatus]>([
    [failed, 'failed'],
    [{ state: 'cancelled' }, 'cancelled'],
    [{ state: 'expired' }, 'expired'],
  ])('ends as the provider says: %j', async (now, status) => {
    const { payments, settle, stored } = await setup([knows(now)], { status: 'processing' });
    await settle();
    expect(stored().status).toBe(status);
    expect(payments.eventsOf(`payment.${status as 'failed'}`)).toHaveLength(1);
  });

  test('stores why it failed', async () => {
    const { settle, stored } = await setup([knows(failed)]);
    await settle();
    expect(stored().failure).toEqual({ code: 'card_declined', message: 'Refused.' });
  });
});

describe('a closed payment', () => {
  test.each(everyEnd)('%s never becomes pending or processing again', async (status) => {
    for (const state of ['pending', 'processing'] as const) {
      const { payments, settle, stored } = await setup([knows({ state })], { status });
      expect(await settle()).toMatchObject({ moved: false });
      expect(stored()).toMatchObject({ status, version: 2 });
      expect(payments.outbox.size).toBe(0);
    }
  });

  test.each(everyEnd)('%s is not ended a second time in another way', async (status) => {
    for (const now of [failed, { state: 'cancelled' }, { state: 'expired' }] as ProviderState[]) {
      const { settle, stored } = await setup([knows(now)], { status });
      await settle();
      expect(stored().status).toBe(status);
    }
  });

  test('that is completed needs no further question to the provider', async () => {
    const { settle, provider } = await setup([isSilent], { status: 'completed' });
    await settle(told('evt_1'));
    expect(provider.asked).toEqual([]);
  });

  test('in review waits for a person, even if the right amount is paid after the wrong one', async () => {
    const { payments, settle, stored } = await setup([wasPaid], { status: 'review' });
    await settle();
    expect(stored().status).toBe('review');
    expect(payments.ledger.size).toBe(0);
  });
});

describe('a provider that does not know', () => {
  test('no checkout of this payment: it stays as it is', async () => {
    const { settle, stored } = await setup([knowsNothing]);
    expect(await settle()).toMatchObject({ moved: false });
    expect(stored()).toMatchObject({ status: 'pending', version: 2 });
  });

  test('or does not answer: nothing changes, and the notification is retried', async () => {
    const { payments, settle, stored } = await setup([isSilent]);
    await expect(settle(told('evt_1'))).rejects.toThrow(ProviderUnreachableError);
    expect(stored()).toMatchObject({ status: 'pending', version: 2 });
    expect(payments.inbox.size).toBe(0);
  });
});

test('a notification of a payment that is not stored yet is retried', async () => {
  const { deps, provider } = await setup([wasPaid]);
  const request = { paymentId: 'pay_unknown', requestId: 'request-1', ...told('evt_1') };
  await expect(settlePayment(deps, request)).rejects.toThrow(NotFoundError);
  expect(provider.asked).toEqual([]);
});

test('francs are whole: 5000 XOF asked is 5000 xof paid', async () => {
  const { settle, stored } = await setup([wasPaid], { amount: money(5000, 'XOF') });
  await settle();
  expect(stored()).toMatchObject({
    status: 'completed',
    amountPaid: { minor: 5000, currency: 'XOF' },
  });
});
