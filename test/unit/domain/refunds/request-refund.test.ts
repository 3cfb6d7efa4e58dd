import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { applyChange } from '#domain/refunds/apply-change';
import { closeRefundTask } from '#domain/refunds/close-refund-task';
import { reconcileRefunds } from '#domain/refunds/reconcile-refunds';
import { type RefundRequest, requestRefund } from '#domain/refunds/request-refund';
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

/** A payment of 468.00 €, and a provider that gives back what it is asked for. */
async function setup(changes: Partial<Payment> = {}, script: Script = { refund: [givesBack] }) {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const payment = await payments.createOrGet(aCompletedPayment(changes));
  const provider = new ScriptedProvider(script);
  const clock = new SettableClock('2026-11-22T09:00:00.000Z');
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const ask = (request: Partial<RefundRequest> = {}) =>
    requestRefund(deps, {
      paymentId: payment.id,
      reason: 'stock',
      claim: aClaim(),
      by: aServersAct(),
      ...request,
    });
  /** Before the write of that number, counted from one, somebody else writes the payment. */
  const overtakeAt = (number: number) => {
    const save = payments.save.bind(payments);
    let writes = 0;
    payments.save = async (...written) => {
      const row = payments.rows.get(payment.id)!;
      if (++writes === number) payments.rows.set(row.id, { ...row, version: row.version + 1 });
      return save(...written);
    };
  };
  const stored = () => payments.rows.get(payment.id)!;
  return { deps, payments, refunds, provider, clock, ask, overtakeAt, stored };
}

describe('a refund that cannot be made says why', () => {
  test.each<[string, string, string, number | undefined, Partial<Payment>]>([
    [
      'of a payment that nobody paid',
      'payment_not_refundable',
      'This payment is expired.',
      1_000,
      { status: 'expired' },
    ],
    [
      'while a dispute is open',
      'payment_disputed',
      'A dispute is open: its outcome decides.',
      1_000,
      { dispute: 'open' },
    ],
    [
      'after a dispute was lost',
      'payment_disputed',
      'A dispute was lost: the buyer has the money back.',
      undefined,
      { dispute: 'lost', amountDisputed: money(46_800, 'EUR') },
    ],
    [
      'after everything went back',
      'refund_exceeds_remaining',
      'The payment has been refunded in full.',
      undefined,
      { amountReserved: money(46_800, 'EUR') },
    ],
    [
      'above what is left',
      'refund_exceeds_remaining',
      'At most 6800 (minor units) can still be refunded.',
      6_801,
      { amountReserved: money(40_000, 'EUR') },
    ],
    [
      'above what a lost dispute left',
      'refund_exceeds_remaining',
      'At most 36800 (minor units) can still be refunded.',
      36_801,
      { dispute: 'lost', amountDisputed: money(10_000, 'EUR') },
    ],
  ])('%s: %s', async (_, code, message, amount, changes) => {
    const { ask, provider, refunds } = await setup(changes);
    await expect(ask({ amount })).rejects.toMatchObject({ code, message });
    expect(provider.asked).toEqual([]);
    expect(refunds.rows.size).toBe(0);
  });

  test('of a payment that does not exist: payment_not_found', async () => {
    const { ask } = await setup();
    const refund = ask({ paymentId: 'pay_unknown' });
    await expect(refund).rejects.toMatchObject({ code: 'payment_not_found' });
  });
});

describe('a refund is stored', () => {
  test('with who asked, when and why, and the note to the buyer', async () => {
    const { ask, refunds, stored } = await setup();
    const refund = await ask({ amount: 1_000, noteToBuyer: 'Avec nos excuses' });
    expect(refund).toEqual({
      id: expect.stringMatching(/^ref_[0-9A-Z]{26}$/),
      paymentId: stored().id,
      amount: money(1_000, 'EUR'),
      reason: 'stock',
      noteToBuyer: 'Avec nos excuses',
      status: 'succeeded',
      requestedBy: 'key_shop',
      createdAt: '2026-11-21T10:00:00.000Z',
      updatedAt: '2026-11-22T09:00:00.000Z',
      providerReference: `re_${refund.id}`,
    });
    expect([...refunds.rows.values()]).toEqual([refund]);
  });

  test('without a note if there is none, and from the time of its request', async () => {
    const { ask } = await setup({}, { refund: [isSilent] });
    const refund = await ask();
    expect(refund).not.toHaveProperty('noteToBuyer');
    expect(refund).toMatchObject({
      status: 'requested',
      createdAt: '2026-11-21T10:00:00.000Z',
      updatedAt: '2026-11-21T10:00:00.000Z',
    });
  });

  test('with the provider’s reason for a refusal', async () => {
    const refusal = { code: 'charge_disputed', message: 'The charge is disputed.' };
    const { ask } = await setup(
      {},
      { refund: [() => ({ kind: 'refused', ...refusal })], moneyBack: [isSilent] },
    );
    expect(await ask()).toMatchObject({ status: 'failed', failure: refusal });
  });

  test('once for each request, and a second request is a second refund', async () => {
    const { ask, refunds } = await setup();
    const first = await ask({ amount: 1_000 });
    expect(await ask({ amount: 1_000 })).toEqual(first);
    await ask({ amount: 1_000, claim: aClaim({ id: 'another' }) });
    expect(refunds.rows.size).toBe(2);
  });

  test.each([1, 2])('once, although write %i comes too late and starts again', async (write) => {
    const { ask, overtakeAt, provider, refunds, stored } = await setup();
    overtakeAt(write);
    expect(await ask({ amount: 1_000 })).toMatchObject({ status: 'succeeded' });
    expect([...refunds.rows.values()]).toMatchObject([{ status: 'succeeded' }]);
    expect(stored().amountRefunded).toEqual(money(1_000, 'EUR'));
    expect(provider.timesAsked('refund')).toBe(1);
  });

  test('and its list at the provider is read only after a refusal', async () => {
    const { ask, provider } = await setup();
    await ask();
    expect(provider.timesAsked('moneyBack')).toBe(0);
  });
});

test('a task is closed once, although its first write comes too late and starts again', async () => {
  const { deps, ask, overtakeAt, refunds, stored } = await setup(
    {},
    { refund: [() => ({ kind: 'manual' })] },
  );
  const { id, paymentId } = await ask({ amount: 1_000 });
  const ending = { outcome: 'given_back', proof: 'virement' } as const;
  const close = () => closeRefundTask(deps, { paymentId, refundId: id }, ending, anAct());
  overtakeAt(1);
  expect(await close()).toMatchObject({ status: 'succeeded' });
  expect(refunds.rows.get(id)).toMatchObject({ status: 'succeeded', proof: 'virement' });
  expect(stored().amountRefunded).toEqual(money(1_000, 'EUR'));
  await expect(close()).rejects.toMatchObject({
    code: 'refund_task_closed',
    message: 'This refund task has been closed.',
  });
  const unknown = closeRefundTask(deps, { paymentId, refundId: 'ref_no' }, ending, anAct());
  await expect(unknown).rejects.toMatchObject({ code: 'refund_task_not_found' });
});

test('what was found out about a refund tells of which, and why nothing was', async () => {
  const { deps, ask, clock, provider } = await setup({}, { refund: [isSilent] });
  const { id: refundId, paymentId } = await ask();
  clock.advance(16 * 60_000);
  const run = () =>
    reconcileRefunds(deps, { dueAt: clock.now(), limit: 5, requestId: 'request-3' });
  provider.script.moneyBack = [isSilent];
  expect(await run()).toEqual([
    {
      ...{ paymentId, refundId, status: 'unknown' },
      error: expect.objectContaining({ code: 'provider_unreachable' }),
    },
  ]);
  clock.advance(15 * 60_000);
  expect(await run()).toEqual([]);
  clock.advance(1);
  provider.script = { refund: [givesBack], moneyBack: [saysOfMoneyBack([])] };
  expect(await run()).toEqual([{ paymentId, refundId, status: 'succeeded' }]);
});

test('each of two refunds of one payment is found out about by itself', async () => {
  const { deps, ask, clock, provider } = await setup({}, { refund: [isSilent] });
  const known = await ask({ amount: 1_000 });
  const lost = await ask({ amount: 2_000, claim: aClaim({ id: 'another' }) });
  clock.advance(16 * 60_000);
  const theirs = {
    reference: 're_1',
    refundId: known.id,
    minor: 1_000,
    status: 'pending',
  } as const;
  provider.script = { refund: [givesBack], moneyBack: [saysOfMoneyBack([theirs])] };
  const due = { dueAt: clock.now(), limit: 5, requestId: 'request-3' };
  const found = await reconcileRefunds(deps, due);
  expect(new Map(found.map(({ refundId, status }) => [refundId, status]))).toEqual(
    new Map([
      [known.id, 'pending'],
      [lost.id, 'succeeded'],
    ]),
  );
});

test('a refund that is due and not stored is reported as a fault, never as an answer', async () => {
  const { deps, refunds, stored } = await setup({}, { moneyBack: [saysOfMoneyBack([])] });
  const { id: paymentId } = stored();
  refunds.listDue = async () => [{ paymentId, refundId: 'ref_no' }];
  const due = { dueAt: deps.now(), limit: 5, requestId: 'request-3' };
  expect(await reconcileRefunds(deps, due)).toMatchObject([
    { status: 'unknown', error: { message: 'a due refund is not stored' } },
  ]);
});

test('an answer about a refund that is not stored changes nothing', async () => {
  const { deps, stored } = await setup();
  const before = stored();
  for (const reference of [
    { id: 'ref_no', paymentId: before.id },
    { id: 'ref_no', paymentId: 'pay_no' },
  ])
    await expect(
      applyChange(deps, reference, { status: 'succeeded' }, 'request-3'),
    ).rejects.toMatchObject({ code: 'payment_not_found' });
  expect(stored()).toEqual(before);
});
