import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { ProviderRefund } from '#domain/payments/payment-provider';
import { reconcileRefunds } from '#domain/refunds/reconcile-refunds';
import type { Refund } from '#domain/refunds/refund';
import { requestRefund } from '#domain/refunds/request-refund';
import { aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import {
  givesBack,
  isSilent,
  only,
  type Script,
  ScriptedProvider,
  saysOfMoneyBack,
} from '#test/scripted-provider';

const minuteMs = 60_000;

/** A refund of 100.00 € for each name, that the provider was silent about; a quarter hour later. */
async function setup(script: Script, ...names: string[]) {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const provider = new ScriptedProvider({ refund: [isSilent] });
  const clock = new SettableClock('2026-11-21T10:00:00.000Z');
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const asked: Refund[] = [];
  for (const name of names) {
    const { id } = await payments.createOrGet(aCompletedPayment({ id: paymentIdOf(name) }));
    asked.push(
      await requestRefund(deps, {
        paymentId: id,
        amount: 10_000,
        reason: 'requested_by_customer',
        claim: aClaim({ id: name }),
        by: aServersAct('key_shop', 'request-1'),
      }),
    );
  }
  provider.script = script;
  provider.asked.length = 0;
  clock.advance(15 * minuteMs + 1);
  const run = (limit = 10) =>
    reconcileRefunds(deps, { dueAt: clock.now(), limit, requestId: 'request-schedule' });
  const statusOf = ({ id }: Refund) => refunds.rows.get(id)!.status;
  return { payments, refunds, provider, clock, asked, run, statusOf };
}

const knowing = (refund: Refund, status: ProviderRefund['status']) =>
  saysOfMoneyBack([{ reference: 're_1', refundId: refund.id, minor: 10_000, status }]);

describe('a refund whose provider did not answer', () => {
  test('is found if the provider has it in its list, and not requested again', async () => {
    const { provider, asked, run, statusOf } = await setup({}, 'a');
    provider.script.moneyBack = [knowing(asked[0]!, 'succeeded')];
    expect(await run()).toMatchObject([{ refundId: asked[0]!.id, status: 'succeeded' }]);
    expect(statusOf(asked[0]!)).toBe('succeeded');
    expect(provider.timesAsked('refund')).toBe(0);
    expect(await run()).toEqual([]);
  });

  test('is requested again with its own key if the provider does not know it', async () => {
    const ids: string[] = [];
    const { asked, run, payments } = await setup(
      {
        moneyBack: [saysOfMoneyBack([])],
        refund: [
          (payment, refund) => {
            ids.push(refund.id);
            return givesBack(payment, refund);
          },
        ],
      },
      'a',
    );
    expect(await run()).toMatchObject([{ status: 'succeeded' }]);
    expect(ids).toEqual([asked[0]!.id]);
    expect(payments.rows.get(asked[0]!.paymentId)).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
    });
  });

  test('is not requested again while a dispute is open', async () => {
    const dispute: Payment['dispute'] = 'open';
    const { provider, run } = await setup({ moneyBack: [saysOfMoneyBack([], dispute)] }, 'a');
    expect(await run()).toMatchObject([{ status: 'requested' }]);
    expect(provider.timesAsked('refund')).toBe(0);
  });

  test('that is pending is followed to its end', async () => {
    const { provider, asked, run, clock, statusOf } = await setup({}, 'a');
    provider.script.moneyBack = [knowing(asked[0]!, 'pending')];
    expect(await run()).toMatchObject([{ status: 'pending' }]);
    provider.script.moneyBack = [knowing(asked[0]!, 'failed')];
    clock.advance(16 * minuteMs);
    expect(await run()).toMatchObject([{ status: 'failed' }]);
    expect(statusOf(asked[0]!)).toBe('failed');
  });
});

describe('a run with failures', () => {
  test('a provider that still does not answer is asked again later, and nothing counts as failed', async () => {
    const { run, clock, asked, statusOf } = await setup({ moneyBack: [isSilent] }, 'a');
    expect(await run()).toMatchObject([{ status: 'unknown', error: expect.any(Error) }]);
    expect(statusOf(asked[0]!)).toBe('requested');
    expect(await run()).toEqual([]);
    clock.advance(16 * minuteMs);
    expect(await run()).toHaveLength(1);
  });

  test('one that fails does not stop the others', async () => {
    const { provider, asked, run, statusOf } = await setup({ refund: [givesBack] }, 'a', 'b', 'c');
    provider.script.moneyBack = [
      ({ id }) => {
        if (id === asked[1]!.paymentId) throw new Error('corrupt answer');
        return { kind: 'known', refunds: [], dispute: null };
      },
    ];
    expect(await run()).toHaveLength(3);
    expect(asked.map(statusOf)).toEqual(['succeeded', 'requested', 'succeeded']);
  });

  test('at most the limit is processed', async () => {
    const script = { moneyBack: [saysOfMoneyBack([])], refund: [givesBack] };
    const { run } = await setup(script, 'a', 'b', 'c');
    expect(await run(2)).toHaveLength(2);
    expect(await run(2)).toHaveLength(1);
  });
});

test('a task for a person is not requested from the provider', async () => {
  const { run, clock } = await setup(
    { moneyBack: [saysOfMoneyBack([])], refund: [() => ({ kind: 'manual' })] },
    'a',
  );
  expect(await run()).toMatchObject([{ status: 'manual' }]);
  clock.advance(60 * minuteMs);
  expect(await run()).toEqual([]);
});
