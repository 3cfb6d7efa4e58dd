import fc from 'fast-check';
import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { ProviderRefund, RefundAnswer } from '#domain/payments/payment-provider';
import { followMoneyBack } from '#domain/refunds/follow-money-back';
import { requestRefund } from '#domain/refunds/request-refund';
import { anAct, aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aPayment } from '#test/payments';
import {
  isSilent,
  only,
  type Script,
  ScriptedProvider,
  saysOfMoneyBack,
} from '#test/scripted-provider';

const paid = (changes: Partial<Payment> = {}): Payment =>
  aPayment({
    status: 'completed',
    amountPaid: { minor: 46_800, currency: 'EUR' },
    providerTransaction: 'pi_1',
    completedAt: '2026-11-21T10:00:00.000Z',
    ...changes,
  });

const gives: NonNullable<Script['refund']>[number] = (_, { id }): RefundAnswer => ({
  kind: 'accepted',
  reference: `re_${id}`,
  status: 'succeeded',
});

async function setup(script: Script, payment = paid()) {
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const refunds = new MemoryRefundStore(payments);
  const provider = new ScriptedProvider(script);
  const deps = {
    payments,
    refunds,
    providers: only(provider),
    now: new SettableClock().now,
    randomBytes: seededBytes(),
    pause: noPause,
  };
  const ask = (amount?: number, claimId = `claim-${Math.random()}`) =>
    requestRefund(deps, {
      paymentId: payment.id,
      amount,
      reason: 'requested_by_customer',
      claim: aClaim({ id: claimId }),
      by: aServersAct('key_1', 'req-1'),
    });
  const stored = async () => (await payments.find(payment.id))!;
  const follow = () => followMoneyBack(deps, { paymentId: payment.id, requestId: 'req-2' });
  return { deps, payments, refunds, provider, ask, stored, follow };
}

const theirs = (changes: Partial<ProviderRefund> = {}): ProviderRefund => ({
  reference: 're_dashboard',
  minor: 10_000,
  status: 'succeeded',
  ...changes,
});

describe('what a provider learns about a refund [C2]', () => {
  const told = async (words: { reason: string; noteToBuyer?: string }) => {
    const { deps, provider } = await setup({});
    const orders: object[] = [];
    provider.script.refund = [
      (payment, order) => {
        orders.push(order);
        return gives(payment, order);
      },
    ];
    const { id } = aPayment();
    const request = { paymentId: id, claim: aClaim(), by: aServersAct('key_1', 'req-1') };
    const refund = await requestRefund(deps, { ...request, ...words });
    return { order: JSON.stringify(orders[0]), refund };
  };

  test('is never the shop’s own reason', async () => {
    const { order, refund } = await told({ reason: 'Client pénible, fraude ?' });
    expect(refund.reason).toBe('Client pénible, fraude ?');
    expect(order).not.toContain('pénible');
  });

  test('is the note that was written for the buyer', async () => {
    const { order } = await told({ reason: 'stock', noteToBuyer: 'Avec nos excuses' });
    expect(JSON.parse(order)).toMatchObject({ noteToBuyer: 'Avec nos excuses' });
    expect(order).not.toContain('stock');
  });

  test('is one of the provider’s own reasons', async () => {
    const { order } = await told({ reason: 'duplicate' });
    expect(JSON.parse(order)).toMatchObject({ cause: 'duplicate' });
  });
});

describe('a refund', () => {
  test('without an amount refunds everything, and publishes it once', async () => {
    const { ask, stored, payments } = await setup({ refund: [gives] });
    expect(await ask()).toMatchObject({ status: 'succeeded', amount: { minor: 46_800 } });
    expect(await stored()).toMatchObject({
      amountRefunded: money(46_800, 'EUR'),
      refundState: 'full',
    });
    const types = [...payments.outbox.values()].map(({ type }) => type);
    expect(types).toEqual(['payment.refunded']);
  });

  test('in parts adds up, and never exceeds what was paid', async () => {
    const { ask, stored } = await setup({ refund: [gives] });
    await ask(20_000);
    expect(await stored()).toMatchObject({
      amountRefunded: money(20_000, 'EUR'),
      refundState: 'partial',
    });
    await expect(ask(26_801)).rejects.toMatchObject({ code: 'refund_exceeds_remaining' });
    await ask(26_800);
    expect(await stored()).toMatchObject({
      amountRefunded: money(46_800, 'EUR'),
      refundState: 'full',
    });
    await expect(ask()).rejects.toMatchObject({ code: 'refund_exceeds_remaining' });
  });

  test('requested by many at once never exceeds what was paid', async () => {
    const { ask, stored } = await setup({ refund: [gives] });
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => ask(20_000)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await stored()).toMatchObject({
      amountReserved: money(40_000, 'EUR'),
      amountRefunded: money(40_000, 'EUR'),
    });
  });

  test('repeated with the same key is the same refund, and the provider is asked once', async () => {
    const { ask, provider } = await setup({ refund: [gives] });
    const first = await ask(1_000, 'the-same');
    expect(await ask(1_000, 'the-same')).toEqual(first);
    expect(provider.timesAsked('refund')).toBe(1);
  });

  test('that the provider does not answer stays requested, and a retry asks with the same id', async () => {
    const ids: string[] = [];
    const silent: typeof gives = (_, { id }) => {
      ids.push(id);
      return { kind: 'unknown', cause: new Error('timeout') };
    };
    const answers: typeof gives = (payment, refund) => {
      ids.push(refund.id);
      return gives(payment, refund);
    };
    const { ask, stored } = await setup({ refund: [silent, answers] });
    expect((await ask(1_000, 'k')).status).toBe('requested');
    expect(await stored()).toMatchObject({
      amountReserved: money(1_000, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
    expect((await ask(1_000, 'k')).status).toBe('succeeded');
    expect(new Set(ids).size).toBe(1);
  });

  test('that the provider refuses releases its part', async () => {
    const no: typeof gives = () => ({ kind: 'refused', code: 'charge_disputed', message: 'no' });
    const { ask, stored } = await setup({ refund: [no], moneyBack: [isSilent] });
    expect(await ask(1_000)).toMatchObject({ status: 'failed' });
    expect(await stored()).toMatchObject({
      amountReserved: money(0, 'EUR'),
      amountRefunded: money(0, 'EUR'),
      refundState: 'none',
    });
  });

  test('that is refused because of a refund in the dashboard shows what was refunded', async () => {
    const no: typeof gives = () => ({ kind: 'refused', code: 'already_refunded', message: 'no' });
    const { ask, stored } = await setup({ refund: [no], moneyBack: [saysOfMoneyBack([theirs()])] });
    expect(await ask(46_800)).toMatchObject({ status: 'failed' });
    expect(await stored()).toMatchObject({
      amountReserved: money(10_000, 'EUR'),
      amountRefunded: money(10_000, 'EUR'),
    });
    await expect(ask(36_801)).rejects.toMatchObject({ code: 'refund_exceeds_remaining' });
  });

  test('that the provider cannot make is a task for a person', async () => {
    const { ask, stored } = await setup({ refund: [() => ({ kind: 'manual' })] });
    expect(await ask(1_000)).toMatchObject({ status: 'manual' });
    expect(await stored()).toMatchObject({
      amountReserved: money(1_000, 'EUR'),
      amountRefunded: money(0, 'EUR'),
    });
  });

  test.each(['pending', 'processing', 'failed', 'cancelled', 'expired'] as const)(
    'of a %s payment is refused, and the provider is not asked',
    async (status) => {
      const { ask, provider } = await setup({ refund: [gives] }, paid({ status }));
      await expect(ask(1_000)).rejects.toMatchObject({ code: 'payment_not_refundable' });
      expect(provider.asked).toEqual([]);
    },
  );

  test('of a payment in review refunds what was really paid', async () => {
    const { ask } = await setup(
      { refund: [gives] },
      paid({ status: 'review', amountPaid: { minor: 500, currency: 'EUR' } }),
    );
    expect((await ask()).amount.minor).toBe(500);
  });

  test('is blocked while a dispute is open', async () => {
    const { ask } = await setup({ refund: [gives] }, paid({ dispute: 'open' }));
    await expect(ask(1_000)).rejects.toMatchObject({ code: 'payment_disputed' });
  });
});

describe('the audit trail', () => {
  test('says which administrator requested which refund, once', async () => {
    const { deps, refunds } = await setup({ refund: [gives] });
    const request = {
      paymentId: paid().id,
      amount: 1_000,
      reason: 'duplicate',
      claim: aClaim(),
      by: anAct(),
    };
    const { id } = await requestRefund(deps, request);
    await requestRefund(deps, request);
    expect(refunds.audit.entries).toMatchObject([
      {
        actor: 'person:user-admin',
        action: 'refund.requested',
        subject: id,
        before: null,
        after: { paymentId: paid().id, amount: 1_000, currency: 'EUR' },
        reason: 'duplicate',
      },
    ]);
  });

  test('says which server requested a refund, and nothing about a refused one [B8]', async () => {
    const { deps, refunds, ask } = await setup({ refund: [gives] }, paid({ dispute: 'open' }));
    await expect(ask()).rejects.toThrow();
    expect(refunds.audit.entries).toEqual([]);
    const other = await setup({ refund: [gives] });
    await other.ask(1_000);
    expect(other.refunds.audit.entries).toMatchObject([
      { actor: 'key:key_1', action: 'refund.requested', requestId: 'req-1' },
    ]);
    expect(deps.refunds.rows.size).toBe(0);
  });
});

describe('the provider’s report about refunds and disputes', () => {
  test('imports a refund made in the dashboard, once', async () => {
    const { follow, stored, refunds } = await setup({ moneyBack: [saysOfMoneyBack([theirs()])] });
    await follow();
    await follow();
    expect(await stored()).toMatchObject({
      amountRefunded: money(10_000, 'EUR'),
      refundState: 'partial',
    });
    expect(refunds.rows.size).toBe(1);
  });

  test('updates our own pending refund', async () => {
    const pending: typeof gives = () => ({
      kind: 'accepted',
      reference: 're_1',
      status: 'pending',
    });
    const { ask, follow, stored, provider } = await setup({ refund: [pending] });
    const refund = await ask(5_000);
    provider.script.moneyBack = [
      saysOfMoneyBack([theirs({ reference: 're_1', refundId: refund.id, minor: 5_000 })]),
    ];
    await follow();
    expect(await stored()).toMatchObject({
      amountRefunded: money(5_000, 'EUR'),
      amountReserved: money(5_000, 'EUR'),
    });
  });

  test('allows a refund that succeeded and failed later to be repeated', async () => {
    const { ask, follow, stored, provider } = await setup({ refund: [gives] });
    const refund = await ask(46_800);
    const failed = theirs({ reference: `re_${refund.id}`, minor: 46_800, status: 'failed' });
    provider.script.moneyBack = [saysOfMoneyBack([failed])];
    await follow();
    expect(await stored()).toMatchObject({
      amountRefunded: money(0, 'EUR'),
      amountReserved: money(0, 'EUR'),
      refundState: 'none',
    });
    expect((await ask(46_800)).status).toBe('succeeded');
  });

  test('records a dispute and its end, and publishes each once', async () => {
    const { follow, stored, payments } = await setup({
      moneyBack: [
        saysOfMoneyBack([], 'open'),
        saysOfMoneyBack([], 'open'),
        saysOfMoneyBack([], 'lost'),
      ],
    });
    await follow();
    await follow();
    expect((await stored()).dispute).toBe('open');
    await follow();
    expect(await stored()).toMatchObject({ dispute: 'lost', amountRefunded: money(0, 'EUR') });
    const types = [...payments.outbox.values()].map(({ type }) => type);
    expect(types).toEqual(['payment.disputed', 'payment.dispute_closed']);
  });
});

describe('what a dispute withholds', () => {
  const disputed = async (
    dispute: NonNullable<Payment['dispute']>,
    withheldMinor: number | undefined,
    script: Script = { refund: [gives] },
  ) => {
    const shop = await setup({
      ...script,
      moneyBack: [saysOfMoneyBack([], dispute, withheldMinor)],
    });
    await shop.follow();
    return shop;
  };
  const postings = ({ payments }: Awaited<ReturnType<typeof setup>>) =>
    [...payments.ledger.values()].flatMap((entry) => entry.postings);
  const moved = (from: string, to: string, minor: number) => ({
    ...{ from, to },
    money: { minor, currency: 'EUR' },
  });

  test('a warning withholds nothing: no money moves, and a refund may answer it', async () => {
    const shop = await disputed('open', 0);
    expect(await shop.stored()).toMatchObject({ dispute: 'open', amountDisputed: money(0, 'EUR') });
    expect(postings(shop)).toEqual([]);
    expect(shop.payments.eventsOf('payment.disputed')).toHaveLength(1);
    expect((await shop.ask()).status).toBe('succeeded');
  });

  test('a warning that becomes a dispute is published again, and withholds from then on', async () => {
    const shop = await disputed('open', 0);
    shop.provider.script.moneyBack = [saysOfMoneyBack([], 'open', 46_800)];
    await shop.follow();
    await shop.follow();
    expect(postings(shop)).toEqual([moved('provider:stripe', 'disputed', 46_800)]);
    expect(shop.payments.eventsOf('payment.disputed')).toHaveLength(2);
    await expect(shop.ask()).rejects.toMatchObject({ code: 'payment_disputed' });
  });

  test('a dispute over a part withholds that part, and no refund is made while it is open', async () => {
    const shop = await disputed('open', 10_000);
    expect(postings(shop)).toEqual([moved('provider:stripe', 'disputed', 10_000)]);
    await expect(shop.ask(1)).rejects.toMatchObject({ code: 'payment_disputed' });
  });

  test('after a partial loss, the rest can be refunded, and no more', async () => {
    const shop = await disputed('open', 10_000);
    shop.provider.script.moneyBack = [saysOfMoneyBack([], 'lost', 10_000)];
    await shop.follow();
    expect(postings(shop).at(-1)).toEqual(moved('disputed', 'lost_disputes', 10_000));
    await expect(shop.ask(36_801)).rejects.toMatchObject({ code: 'refund_exceeds_remaining' });
    expect(await shop.ask()).toMatchObject({ amount: money(36_800, 'EUR'), status: 'succeeded' });
    await expect(shop.ask(1)).rejects.toMatchObject({ code: 'payment_disputed' });
  });

  test('what is lost of two disputes stays lost, and the rest is available again', async () => {
    const shop = await disputed('open', 30_000);
    shop.provider.script.moneyBack = [saysOfMoneyBack([], 'lost', 20_000)];
    await shop.follow();
    expect(postings(shop).slice(1)).toEqual([
      moved('disputed', 'lost_disputes', 20_000),
      moved('disputed', 'provider:stripe', 10_000),
    ]);
  });

  test('a provider that does not state the amount withholds all that is left', async () => {
    const shop = await disputed('open', undefined);
    expect(postings(shop)).toEqual([moved('provider:stripe', 'disputed', 46_800)]);
  });
});

test('whatever is requested and whatever the provider reports, never more is refunded than was paid', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), minor: fc.integer({ min: 1, max: 60_000 }) }),
    fc.record({
      kind: fc.constant('say' as const),
      status: fc.constantFrom('pending' as const, 'succeeded' as const, 'failed' as const),
    }),
  );
  const answers = fc.constantFrom<RefundAnswer>(
    { kind: 'accepted', reference: 're_x', status: 'pending' },
    { kind: 'refused', code: 'no', message: 'no' },
    { kind: 'unknown', cause: 'silence' },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), answers, async (steps, answer) => {
      const { ask, follow, stored, refunds, provider } = await setup({ refund: [() => answer] });
      for (const taken of steps) {
        if (taken.kind === 'ask') await ask(taken.minor).catch(() => {});
        else {
          const known = [...refunds.rows.values()].map(({ id, amount }) =>
            theirs({
              reference: `re_${id}`,
              refundId: id,
              minor: amount.minor,
              status: taken.status,
            }),
          );
          provider.script.moneyBack = [saysOfMoneyBack(known)];
          await follow();
        }
        const { amountReserved, amountRefunded } = await stored();
        expect(amountReserved.minor).toBeLessThanOrEqual(46_800);
        expect(amountRefunded.minor).toBeLessThanOrEqual(amountReserved.minor);
        expect(amountRefunded.minor).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 60 },
  );
});
