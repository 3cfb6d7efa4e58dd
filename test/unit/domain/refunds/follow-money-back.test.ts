import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { ProviderRefund } from '#domain/payments/payment-provider';
import { closeRefundTask } from '#domain/refunds/close-refund-task';
import { followMoneyBack } from '#domain/refunds/follow-money-back';
import { requestRefund } from '#domain/refunds/request-refund';
import { anAct, aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aCompletedPayment, aNotification } from '#test/payments';
import {
  givesBack,
  isSilent,
  only,
  ScriptedProvider,
  saysOfMoneyBack,
} from '#test/scripted-provider';

/** A payment of 468.00 €, whose provider says what the test tells it to. */
async function setup(changes: Partial<Payment> = {}) {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  const payment = await payments.createOrGet(aCompletedPayment(changes));
  const provider = new ScriptedProvider();
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: new SettableClock('2026-11-22T09:00:00.000Z').now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const request = { paymentId: payment.id, requestId: 'request-2' };
  const follow = () => followMoneyBack(deps, request);
  const hears = (...what: Parameters<typeof saysOfMoneyBack>) => {
    provider.script.moneyBack = [saysOfMoneyBack(...what)];
    return follow();
  };
  const ask = (amount: number, script: ScriptedProvider['script']) => {
    provider.script = script;
    return requestRefund(deps, {
      paymentId: payment.id,
      amount,
      reason: 'stock',
      claim: aClaim({ id: `claim-${amount}` }),
      by: aServersAct(),
    });
  };
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
  const moves = () =>
    [...payments.ledger.values()].flatMap(({ fact, postings }) =>
      postings.map(({ from, to, money: { minor } }) => [fact, from, to, minor]),
    );
  return {
    deps,
    payments,
    refunds,
    provider,
    request,
    follow,
    hears,
    ask,
    overtakeAt,
    stored,
    moves,
  };
}

const theirs = (changes: Partial<ProviderRefund> = {}): ProviderRefund => ({
  reference: 're_dashboard',
  minor: 10_000,
  status: 'succeeded',
  ...changes,
});

describe('news of money that went back', () => {
  test('of a payment that is not stored yet is tried again later', async () => {
    const { deps, provider, request } = await setup();
    const early = followMoneyBack(deps, { ...request, paymentId: 'pay_unknown' });
    await expect(early).rejects.toThrow(NotFoundError);
    await expect(early).rejects.toMatchObject({ code: 'payment_not_found' });
    expect(provider.asked).toEqual([]);
  });

  test('is tried again later if the provider is silent, and its notification is not kept', async () => {
    const { deps, payments, provider, request, stored } = await setup();
    const before = stored();
    provider.script.moneyBack = [isSilent];
    const follow = followMoneyBack(deps, { ...request, notification: aNotification() });
    await expect(follow).rejects.toThrow(ProviderUnreachableError);
    await expect(follow).rejects.toMatchObject({ cause: isSilent().cause });
    expect(payments.inbox.size).toBe(0);
    expect(stored()).toEqual(before);
  });

  test('is kept with its notification, once what it tells is stored', async () => {
    const { deps, payments, provider, request } = await setup();
    const notification = aNotification({ eventType: 'charge.refunded' });
    provider.script.moneyBack = [saysOfMoneyBack([theirs()])];
    await followMoneyBack(deps, { ...request, notification });
    expect([...payments.inbox.values()]).toEqual([notification]);
  });

  test('is followed without one, when nobody notified', async () => {
    const { hears, payments } = await setup();
    expect(await hears([theirs()])).toMatchObject({ amountRefunded: money(10_000, 'EUR') });
    expect(payments.inbox.size).toBe(0);
  });

  test.each([1, 2, 3])(
    'is stored whole, although write %i comes too late and starts again',
    async (write) => {
      const { hears, overtakeAt, refunds, stored } = await setup();
      overtakeAt(write);
      const followed = await hears([theirs()], 'open', 5_000);
      expect(followed).toEqual(stored());
      expect(stored()).toMatchObject({
        amountRefunded: money(10_000, 'EUR'),
        dispute: 'open',
        amountDisputed: money(5_000, 'EUR'),
      });
      expect([...refunds.rows.values()]).toMatchObject([{ status: 'succeeded' }]);
    },
  );
});

describe('a refund made in the dashboard', () => {
  test('is stored as the provider’s own, of the payment’s currency', async () => {
    const { hears, refunds, stored } = await setup();
    await hears([theirs()]);
    expect([...refunds.rows.values()]).toEqual([
      {
        id: expect.stringMatching(/^ref_[0-9A-Z]{26}$/),
        paymentId: stored().id,
        amount: money(10_000, 'EUR'),
        reason: 'provider_dashboard',
        status: 'succeeded',
        requestedBy: 'stripe',
        createdAt: '2026-11-22T09:00:00.000Z',
        updatedAt: '2026-11-22T09:00:00.000Z',
        providerReference: 're_dashboard',
      },
    ]);
  });

  test('is one refund when it is heard of twice at once, and two are two', async () => {
    const { follow, hears, refunds, stored } = await setup();
    await Promise.all([hears([theirs()]), follow()]);
    expect(refunds.rows.size).toBe(1);
    await hears([theirs(), theirs({ reference: 're_other' })]);
    expect(refunds.rows.size).toBe(2);
    expect(stored().amountRefunded).toEqual(money(20_000, 'EUR'));
  });

  test('has the same id whenever it is imported, and another at another provider', async () => {
    const idAt = async (provider: Payment['provider']) => {
      const { deps, payments, refunds, stored } = await setup({ provider });
      const other = new ScriptedProvider({ moneyBack: [saysOfMoneyBack([theirs()])] }, provider);
      const request = { paymentId: stored().id, requestId: 'request-2' };
      await followMoneyBack({ ...deps, payments, providers: only(other) }, request);
      return [...refunds.rows.keys()][0];
    };
    expect(await idAt('stripe')).toBe(await idAt('stripe'));
    expect(await idAt('paypal')).not.toBe(await idAt('stripe'));
  });

  test('takes nothing while it is pending, and frees its amount when it fails', async () => {
    const { hears, stored } = await setup();
    await hears([theirs({ status: 'pending' })]);
    expect(stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
    await hears([theirs({ status: 'failed' })]);
    expect(stored()).toMatchObject({ amountReserved: money(0, 'EUR'), refundState: 'none' });
  });

  test('is ours if the provider names ours, whatever its reference is called', async () => {
    const { ask, hears, refunds, stored } = await setup();
    const { id } = await ask(10_000, { refund: [isSilent] });
    await hears([theirs({ refundId: id })]);
    expect([...refunds.rows.values()]).toMatchObject([
      { id, status: 'succeeded', providerReference: 're_dashboard' },
    ]);
    expect(stored().amountReserved).toEqual(money(10_000, 'EUR'));
  });

  test('is not a refund of the same amount that we asked for ourselves', async () => {
    const { ask, hears, refunds } = await setup();
    await ask(10_000, { refund: [isSilent] });
    await hears([theirs()]);
    expect(refunds.rows.size).toBe(2);
  });
});

describe('a dispute', () => {
  test('is told of, with what became of it', async () => {
    const { hears, payments, stored } = await setup();
    await hears([], 'open', 10_000);
    await hears([], 'won');
    const common = { occurredAt: '2026-11-22T09:00:00.000Z', requestId: 'request-2' };
    const paymentId = stored().id;
    expect([...payments.outbox.values()]).toEqual([
      {
        id: expect.stringMatching(/^evt_[0-9A-Z]{26}$/),
        type: 'payment.disputed',
        ...common,
        data: { paymentId, dispute: 'open' },
      },
      {
        id: expect.stringMatching(/^evt_[0-9A-Z]{26}$/),
        type: 'payment.dispute_closed',
        ...common,
        data: { paymentId, dispute: 'won' },
      },
    ]);
    expect(stored().updatedAt).toBe('2026-11-22T09:00:00.000Z');
  });

  test('that is won gives everything back, whatever was withheld', async () => {
    const { hears, moves, stored } = await setup();
    await hears([], 'open', 10_000);
    await hears([], 'won', 10_000);
    expect(stored()).toMatchObject({ dispute: 'won', amountDisputed: undefined });
    expect(moves().at(-1)).toEqual(['dispute_won', 'disputed', 'provider:stripe', 10_000]);
  });

  test('that the provider no longer names is over, and withholds nothing', async () => {
    const { hears, moves, payments, stored } = await setup();
    await hears([], 'open');
    await hears([]);
    expect(stored()).toMatchObject({ dispute: null, amountDisputed: undefined });
    expect(payments.eventsOf('payment.dispute_closed')).toMatchObject([
      { data: { dispute: 'none' } },
    ]);
    expect(moves().at(-1)).toEqual(['dispute_won', 'disputed', 'provider:stripe', 46_800]);
  });

  test('over another sum than before is for the books, and no news', async () => {
    const { hears, moves, payments, stored } = await setup();
    await hears([], 'open', 10_000);
    await hears([], 'open', 15_000);
    expect(stored().amountDisputed).toEqual(money(15_000, 'EUR'));
    expect(moves().at(-1)).toEqual(['dispute_opened', 'provider:stripe', 'disputed', 5_000]);
    expect(payments.eventsOf('payment.disputed')).toHaveLength(1);
  });

  test('that shrinks to a warning is no news either', async () => {
    const { hears, payments } = await setup();
    await hears([], 'open', 10_000);
    await hears([], 'open', 0);
    expect(payments.eventsOf('payment.disputed')).toHaveLength(1);
  });

  test('is about the sum that was last stated', async () => {
    const { hears, stored } = await setup();
    await hears([], 'open', 10_000);
    await hears([], 'lost');
    expect(stored()).toMatchObject({ dispute: 'lost', amountDisputed: money(10_000, 'EUR') });
  });

  test('that does not change is not written again', async () => {
    const { hears, stored } = await setup();
    await hears([], 'open', 10_000);
    const { version } = stored();
    await hears([], 'open', 10_000);
    expect(stored().version).toBe(version);
  });

  test('without a sum withholds what the provider still has: all but what it gave back', async () => {
    const { ask, hears, stored } = await setup();
    await ask(10_000, { refund: [givesBack] });
    await ask(2_000, { refund: [isSilent] });
    await hears([], 'open');
    expect(stored().amountDisputed).toEqual(money(36_800, 'EUR'));
  });

  test('without a sum withholds all of it, though the bank gave some back', async () => {
    const { ask, deps, hears, stored } = await setup();
    const { id, paymentId } = await ask(10_000, { refund: [() => ({ kind: 'manual' })] });
    const byHand = { outcome: 'given_back', proof: 'virement' } as const;
    await closeRefundTask(deps, { paymentId, refundId: id }, byHand, anAct());
    await hears([], 'open');
    expect(stored().amountDisputed).toEqual(money(46_800, 'EUR'));
  });

  test('without a sum withholds nothing of money that all went back', async () => {
    const { ask, hears, moves, stored } = await setup();
    await ask(46_800, { refund: [givesBack] });
    await hears([], 'open');
    expect(stored().amountDisputed).toEqual(money(0, 'EUR'));
    expect(moves().filter(([fact]) => fact === 'dispute_opened')).toEqual([]);
  });
});
