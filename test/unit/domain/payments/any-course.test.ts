import fc from 'fast-check';
import { cancelPayment } from '#domain/payments/cancel-payment';
import { type Payment, takenOf } from '#domain/payments/payment';
import type { CancelAnswer, ProviderState } from '#domain/payments/payment-provider';
import { reconcilePayments } from '#domain/payments/reconcile-payments';
import { settlePayment } from '#domain/payments/settle-payment';
import { aServersAct } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aNotification, aPayment } from '#test/payments';
import { knows, only, ScriptedProvider } from '#test/scripted-provider';

const state: fc.Arbitrary<ProviderState> = fc.oneof(
  fc.constantFrom<ProviderState>(
    { state: 'pending' },
    { state: 'processing' },
    { state: 'failed', code: 'card_declined', message: 'Refused.' },
    { state: 'cancelled' },
    { state: 'expired' },
  ),
  fc
    .record({
      minor: fc.constantFrom(46_800, 46_799, 0),
      currency: fc.constantFrom('eur', 'EUR', 'xof'),
    })
    .map((amount) => ({ state: 'paid' as const, amount })),
);

const cancelAnswer = fc.constantFrom<CancelAnswer>(
  { kind: 'cancelled' },
  { kind: 'already_final' },
  { kind: 'unknown', cause: 'silence' },
);

/** Something happens while the provider is in this state; copies happen at once. */
const happening = fc.record({
  act: fc.constantFrom(
    'notified' as const,
    'polled' as const,
    'cancelled' as const,
    'due' as const,
  ),
  now: state,
  cancelAnswer,
  copies: fc.integer({ min: 1, max: 3 }),
  eventId: fc.integer({ min: 1, max: 4 }),
});

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Plays it and answers every status that was ever stored, in order. */
async function play(happenings: Happening[]) {
  const payment = aPayment();
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const provider = new ScriptedProvider();
  const clock = new SettableClock('2026-11-21T10:00:00.000Z');
  const deps = {
    payments,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const settle = (notification?: ReturnType<typeof aNotification>) =>
    settlePayment(deps, { paymentId: payment.id, requestId: 'r', notification });
  const perform = async ({ act, eventId }: Happening): Promise<unknown> => {
    switch (act) {
      case 'notified':
        return settle(aNotification({ eventId: `evt_${eventId}` }));
      case 'polled':
        return settle();
      case 'cancelled':
        return cancelPayment(
          deps,
          (await payments.find(payment.id))!,
          aServersAct('key_shop', 'r'),
        );
      case 'due':
        return reconcilePayments(deps, { dueAt: clock.now(), limit: 5, requestId: 'r' });
    }
  };
  const statuses = [payment.status];
  const versions = [payment.version];
  for (const one of happenings) {
    clock.advance(20 * 60_000);
    provider.script = { status: [knows(one.now)], cancel: [() => one.cancelAnswer] };
    await Promise.allSettled(Array.from({ length: one.copies }, () => perform(one)));
    statuses.push(payments.rows.get(payment.id)!.status);
    versions.push(payments.rows.get(payment.id)!.version);
  }
  return { statuses, versions, payments };
}

test('whatever happens, in any order and any number of times, money is taken once and kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 12 }), async (happenings) => {
      const { statuses, versions, payments } = await play(happenings);
      statuses.forEach((status, index) => {
        const before = statuses[index - 1] ?? 'pending';
        if (before === 'completed' || before === 'review') expect(status).toBe(before);
        if (before !== 'pending') expect(status).not.toBe('pending');
        if (before !== 'pending' && before !== 'processing') expect(status).not.toBe('processing');
      });
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      const isCompleted = statuses.at(-1) === 'completed';
      expect(payments.eventsOf('payment.completed')).toHaveLength(isCompleted ? 1 : 0);
      const [payment] = [...payments.rows.values()] as [Payment];
      const { provider } = payment;
      const { minor: taken = 0 } = takenOf(payment) ?? {};
      const held = taken > 0 ? [taken] : [];
      expect([...payments.ledger.values()].map(({ postings }) => postings)).toMatchObject(
        held.map((minor) => [{ to: `provider:${provider}`, money: { minor } }]),
      );
    }),
    { numRuns: 400 },
  );
});

test('whatever happened before, the full amount in the end completes the payment', async () => {
  const ends: Happening = {
    act: 'polled',
    now: { state: 'paid', amount: { minor: 46_800, currency: 'eur' } },
    cancelAnswer: { kind: 'unknown', cause: 'silence' },
    copies: 1,
    eventId: 9,
  };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 10 }), async (happenings) => {
      const { statuses } = await play([...happenings, ends]);
      expect(statuses.at(-1)).toBe(statuses.includes('review') ? 'review' : 'completed');
    }),
    { numRuns: 200 },
  );
});
