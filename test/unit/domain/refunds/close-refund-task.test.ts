import { NotFoundError } from '#domain/errors';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { closeRefundTask, type TaskOutcome } from '#domain/refunds/close-refund-task';
import { followMoneyBack } from '#domain/refunds/follow-money-back';
import { RefundTaskClosedError } from '#domain/refunds/refund-errors';
import { requestRefund } from '#domain/refunds/request-refund';
import { anAct, aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment } from '#test/payments';
import {
  givesBack,
  isSilent,
  only,
  type Script,
  ScriptedProvider,
  saysOfMoneyBack,
} from '#test/scripted-provider';

const byHand = { outcome: 'given_back', proof: 'virement 2026-118' } as const;

/** A refund of 100.00 € that its provider cannot make, and so waits for a person. */
/** What the trail tells beside the request for the refund itself. */
const closings = ({ audit }: MemoryRefundStore) =>
  audit.entries.filter(({ action }) => action !== 'refund.requested');

async function setup(script: Script = {}, changes: Partial<Payment> = {}) {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const payment = await payments.createOrGet(aCompletedPayment(changes));
  const provider = new ScriptedProvider({ refund: [() => ({ kind: 'manual' })] });
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: new SettableClock('2026-11-21T10:10:00.000Z').now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const task = await requestRefund(deps, {
    paymentId: payment.id,
    amount: 10_000,
    reason: 'requested_by_customer',
    claim: aClaim(),
    by: aServersAct('key_shop', 'request-1'),
  });
  provider.script = script;
  provider.asked.length = 0;
  const reference = { paymentId: payment.id, refundId: task.id };
  const close = (ending: TaskOutcome = byHand) => closeRefundTask(deps, reference, ending, anAct());
  const follow = () => followMoneyBack(deps, { paymentId: payment.id, requestId: 'request-2' });
  const stored = () => payments.rows.get(payment.id)!;
  const tasks = async () => (await refunds.listTasks({ limit: 10 })).tasks;
  return { deps, payments, refunds, provider, payment, task, close, follow, stored, tasks };
}

describe('a refund that waits for a person', () => {
  test('is published, and reserves its part of the money', async () => {
    const { payments, task, stored, tasks } = await setup();
    expect(payments.eventsOf('refund.task_opened')).toMatchObject([
      { data: { refundId: task.id } },
    ]);
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
    expect(await tasks()).toMatchObject([{ refund: { id: task.id } }]);
  });

  test('is refunded by hand, with the proof', async () => {
    const { close, stored, tasks, payments } = await setup();
    expect(await close()).toMatchObject({ status: 'succeeded', proof: 'virement 2026-118' });
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
      refundState: 'partial',
    });
    expect(await tasks()).toEqual([]);
    expect(payments.eventsOf('payment.refunded')).toHaveLength(1);
  });

  test('is dropped, and may be refunded later', async () => {
    const { close, stored } = await setup();
    const dropped = await close({ outcome: 'dropped', reason: 'La cliente garde le café.' });
    expect(dropped).toMatchObject({
      status: 'failed',
      failure: { code: 'dropped', message: 'La cliente garde le café.' },
    });
    expect(stored()).toMatchObject({
      amountReserved: money(0, 'EUR'),
      amountRefunded: money(0, 'EUR'),
      refundState: 'none',
    });
  });

  test('is given to the provider, with the refund’s own key', async () => {
    const { close, task, stored } = await setup({ refund: [givesBack] });
    expect(await close({ outcome: 'ask_provider' })).toMatchObject({
      status: 'succeeded',
      providerReference: `re_${task.id}`,
    });
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
    });
  });

  test('given to a provider that does not answer is no longer a task, and is checked later', async () => {
    const { close, deps, refunds, tasks } = await setup({ refund: [isSilent] });
    const { id: refundId, paymentId, status } = await close({ outcome: 'ask_provider' });
    expect(status).toBe('requested');
    expect(await tasks()).toEqual([]);
    const inAnHour = new Date(deps.now().getTime() + 3_600_000);
    expect(await refunds.listDue(inAnHour, 10)).toEqual([{ paymentId, refundId }]);
  });

  test('given to a provider that cannot refund is a task again', async () => {
    const { close, tasks } = await setup({ refund: [() => ({ kind: 'manual' })] });
    expect(await close({ outcome: 'ask_provider' })).toMatchObject({ status: 'manual' });
    expect(await tasks()).toHaveLength(1);
  });
});

describe('a task is closed once', () => {
  test.each<TaskOutcome>([
    byHand,
    { outcome: 'ask_provider' },
    { outcome: 'dropped', reason: 'Non.' },
  ])('and a second time it is too late: %j', async (ending) => {
    const { close, stored } = await setup();
    await close();
    const before = stored();
    await expect(close(ending)).rejects.toThrow(RefundTaskClosedError);
    expect(stored()).toEqual(before);
  });

  test('by one of two who close it at once, and counted once', async () => {
    const { close, stored, refunds } = await setup();
    const endings = await Promise.allSettled([close(), close()]);
    expect(endings.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(stored().amountRefunded).toEqual(money(10_000, 'EUR'));
    expect(closings(refunds)).toHaveLength(1);
  });

  test('and a refund without a task cannot be closed', async () => {
    const { deps, payment, task } = await setup();
    for (const reference of [
      { paymentId: payment.id, refundId: 'ref_unknown' },
      { paymentId: 'pay_unknown', refundId: task.id },
    ])
      await expect(closeRefundTask(deps, reference, byHand, anAct())).rejects.toThrow(
        NotFoundError,
      );
  });
});

test.each<[TaskOutcome, object]>([
  [byHand, { status: 'succeeded', ...byHand }],
  [
    { outcome: 'dropped', reason: 'Non.' },
    { status: 'failed', reason: 'Non.' },
  ],
  [{ outcome: 'ask_provider' }, { status: 'requested', outcome: 'ask_provider' }],
])('the audit trail says who closed it and how: %j', async (ending, after) => {
  const { close, refunds, task } = await setup({ refund: [givesBack] });
  await close(ending);
  expect(closings(refunds)).toMatchObject([
    {
      actor: 'person:user-admin',
      action: 'refund_task.closed',
      subject: task.id,
      before: { status: 'manual' },
      after,
      requestId: 'request-admin',
    },
  ]);
});

describe('a task that was refunded in the provider’s dashboard', () => {
  const theirs = { reference: 're_dashboard', minor: 10_000, status: 'succeeded' } as const;

  test('is closed by its notification, and the money counts once', async () => {
    const { follow, refunds, stored, tasks, task } = await setup({
      moneyBack: [saysOfMoneyBack([theirs])],
    });
    await follow();
    await follow();
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
    });
    expect([...refunds.rows.values()]).toMatchObject([
      { id: task.id, status: 'succeeded', providerReference: 're_dashboard' },
    ]);
    expect(await tasks()).toEqual([]);
  });

  test('and closed by hand before the notification counts once as well', async () => {
    const { close, follow, provider, refunds, stored } = await setup({
      moneyBack: [saysOfMoneyBack([theirs])],
    });
    await close({ outcome: 'given_back', proof: 're_dashboard' });
    await follow();
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
    });
    expect(refunds.rows.size).toBe(1);
    const second = { ...theirs, reference: 're_second' };
    provider.script.moneyBack = [saysOfMoneyBack([theirs, second])];
    await follow();
    expect(stored().amountRefunded).toEqual(money(20_000, 'EUR'));
  });

  const moves = ({ payments }: Awaited<ReturnType<typeof setup>>) =>
    [...payments.ledger.values()].map(({ fact, postings: [moved] }) => [fact, moved!.from]);

  test('moved the provider’s money, not the bank’s', async () => {
    const shop = await setup({ moneyBack: [saysOfMoneyBack([theirs])] });
    await shop.follow();
    expect(moves(shop)).toEqual([['refunded', 'provider:stripe']]);
  });

  test('and was closed by hand gives the bank its money back in the books, once', async () => {
    const shop = await setup({ moneyBack: [saysOfMoneyBack([theirs])] });
    await shop.close();
    await shop.follow();
    await shop.follow();
    expect(moves(shop)).toEqual([
      ['refunded', 'bank'],
      ['refund_recognised', 'provider:stripe'],
    ]);
  });

  test('after it was dropped is another refund', async () => {
    const { close, follow, refunds, stored } = await setup({
      moneyBack: [saysOfMoneyBack([theirs])],
    });
    await close({ outcome: 'dropped', reason: 'Non.' });
    await follow();
    expect([...refunds.rows.values()].map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect(stored().amountRefunded).toEqual(money(10_000, 'EUR'));
  });

  test('cannot be closed while the refund is pending, and fails if the refund does', async () => {
    const { follow, provider, stored, tasks } = await setup({
      moneyBack: [saysOfMoneyBack([{ ...theirs, status: 'pending' }])],
    });
    await follow();
    expect(await tasks()).toEqual([]);
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
    provider.script.moneyBack = [saysOfMoneyBack([{ ...theirs, status: 'failed' }])];
    await follow();
    expect(stored()).toMatchObject({
      amountReserved: money(0, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
  });

  test('a second one of the same amount is a second refund', async () => {
    const { follow, refunds, stored } = await setup({
      moneyBack: [saysOfMoneyBack([theirs, { ...theirs, reference: 're_second' }])],
    });
    await follow();
    expect(stored().amountRefunded).toEqual(money(20_000, 'EUR'));
    expect(refunds.rows.size).toBe(2);
  });

  test.each([
    ['of another amount', { ...theirs, minor: 9_999 }],
    ['that failed', { ...theirs, status: 'failed' }],
  ] as const)('a refund %s does not close it', async (_, refund) => {
    const { follow, tasks } = await setup({ moneyBack: [saysOfMoneyBack([refund])] });
    await follow();
    expect(await tasks()).toHaveLength(1);
  });
});
