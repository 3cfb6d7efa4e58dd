import fc from 'fast-check';
import type { RefundAnswer } from '#domain/payments/payment-provider';
import { settlePayment } from '#domain/payments/settle-payment';
import { closeRefundTask, type TaskOutcome } from '#domain/refunds/close-refund-task';
import { followMoneyBack } from '#domain/refunds/follow-money-back';
import { reconcileRefunds } from '#domain/refunds/reconcile-refunds';
import { holdsMoney } from '#domain/refunds/refund';
import { requestRefund } from '#domain/refunds/request-refund';
import { anAct, aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aPayment, paymentIdOf } from '#test/payments';
import { only, ScriptedProvider, saysOfMoneyBack, wasPaid } from '#test/scripted-provider';

const answer = fc.constantFrom<RefundAnswer>(
  { kind: 'accepted', reference: 're', status: 'pending' },
  { kind: 'accepted', reference: 're', status: 'succeeded' },
  { kind: 'refused', code: 'no', message: 'no' },
  { kind: 'manual' },
  { kind: 'unknown', cause: 'silence' },
);

const ending = fc.constantFrom<TaskOutcome>(
  { outcome: 'given_back', proof: 'virement' },
  { outcome: 'ask_provider' },
  { outcome: 'dropped', reason: 'non' },
);

const step = fc.record({
  act: fc.constantFrom(
    'pay' as const,
    'ask' as const,
    'say' as const,
    'close' as const,
    'due' as const,
  ),
  payment: fc.nat(1),
  minor: fc.option(fc.integer({ min: 1, max: 60_000 }), { nil: undefined }),
  status: fc.constantFrom('pending' as const, 'succeeded' as const, 'failed' as const),
  answer,
  ending,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Two payments of one order, and everything that can be done about their money. */
async function setup() {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const ids = ['a', 'b'].map((name) => paymentIdOf(name));
  for (const id of ids) await payments.createOrGet(aPayment({ id }));
  const provider = new ScriptedProvider({ status: [wasPaid] });
  const clock = new SettableClock();
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  let claims = 0;

  const refundsOf = (paymentId: string) =>
    [...refunds.rows.values()].filter((refund) => refund.paymentId === paymentId);

  /** What has reached the provider, which then says this of it. */
  const says = (paymentId: string, status: Step['status']) =>
    saysOfMoneyBack(
      refundsOf(paymentId)
        .filter((refund) => refund.status !== 'manual' && refund.proof === undefined)
        .map(({ id, amount }) => ({
          reference: `re_${id}`,
          refundId: id,
          minor: amount.minor,
          status,
        })),
    );

  const perform = async (one: Step): Promise<unknown> => {
    const paymentId = ids[one.payment]!;
    provider.script.refund = [
      (_, { id }) =>
        one.answer.kind === 'accepted' ? { ...one.answer, reference: `re_${id}` } : one.answer,
    ];
    provider.script.moneyBack = [({ id }) => says(id, one.status)(aPayment())];
    clock.advance(20 * 60_000);
    switch (one.act) {
      case 'pay':
        return settlePayment(deps, { paymentId, requestId: 'r' });
      case 'ask':
        return requestRefund(deps, {
          paymentId,
          amount: one.minor,
          reason: 'requested_by_customer',
          claim: aClaim({ id: `claim-${claims++}`, createdAt: clock.now().toISOString() }),
          by: aServersAct('key_shop', 'r'),
        });
      case 'say':
        return followMoneyBack(deps, { paymentId, requestId: 'r' });
      case 'close': {
        const task = refundsOf(paymentId).find(({ status }) => status === 'manual');
        const reference = { paymentId, refundId: task?.id ?? 'none' };
        return closeRefundTask(deps, reference, one.ending, anAct({ now: clock.now() }));
      }
      case 'due':
        return reconcileRefunds(deps, { dueAt: clock.now(), limit: 5, requestId: 'r' });
    }
  };
  return { payments, ids, perform, refundsOf };
}

const sum = (amounts: number[]) => amounts.reduce((total, minor) => total + minor, 0);

test('whatever is requested, closed and reported about an order that was paid twice, no more is refunded than was paid', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
      const { payments, ids, perform, refundsOf } = await setup();
      for (const one of steps) {
        await Promise.allSettled([perform(one), perform({ ...one, payment: 1 - one.payment })]);
        for (const id of ids) {
          const { amountPaid, amountReserved, amountRefunded, refundState } =
            payments.rows.get(id)!;
          const taken = amountPaid?.minor ?? 0;
          expect(amountReserved.minor).toBeLessThanOrEqual(taken);
          expect(amountRefunded.minor).toBeLessThanOrEqual(amountReserved.minor);
          const held = refundsOf(id).filter(holdsMoney);
          const given = held.filter(({ status }) => status === 'succeeded');
          expect(amountReserved.minor).toBe(sum(held.map(({ amount }) => amount.minor)));
          expect(amountRefunded.minor).toBe(sum(given.map(({ amount }) => amount.minor)));
          expect(refundState === 'full').toBe(taken > 0 && amountRefunded.minor === taken);
        }
      }
    }),
    { numRuns: 200 },
  );
});
