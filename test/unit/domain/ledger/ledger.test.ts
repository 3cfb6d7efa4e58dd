import fc from 'fast-check';
import { balanceOf, type Posting, posting, reverse } from '#domain/ledger/posting';
import type { ProviderDispute, ProviderRefund } from '#domain/payments/payment-provider';
import { settlePayment } from '#domain/payments/settle-payment';
import { closeRefundTask } from '#domain/refunds/close-refund-task';
import { followMoneyBack } from '#domain/refunds/follow-money-back';
import { requestRefund } from '#domain/refunds/request-refund';
import { anAct, aServersAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { aPayment, paymentIdOf } from '#test/payments';
import { knows, only, ScriptedProvider } from '#test/scripted-provider';

/** One payment's money as the provider has it, by rules of its own. */
class ProvidersBooks {
  taken = 0;
  dispute: null | 'open' | 'won' | 'lost' = null;
  readonly refunds: ProviderRefund[] = [];
  #withheld = 0;

  /** Gives back what is there to give. */
  refund(
    minor: number,
    status: 'pending' | 'succeeded',
    refundId?: string,
  ): ProviderRefund | undefined {
    const isContested = this.dispute === 'open' && this.#withheld > 0;
    const left = this.taken - this.#sumOf('pending', 'succeeded') - this.#withheld;
    if (isContested || minor <= 0 || minor > left) return undefined;
    const refund = { reference: `re_${this.refunds.length}_${minor}`, refundId, minor, status };
    this.refunds.push(refund);
    return refund;
  }

  /** The bank decides about what is on its way, or cannot give back what it should. */
  settle(status: 'succeeded' | 'failed'): void {
    const refund = this.refunds.find((one) => one.status === 'pending');
    const late = this.refunds.findLast((one) => one.status === 'succeeded');
    if (refund) refund.status = status;
    else if (late) late.status = status;
  }

  /** The buyer contests some percent of what is left; of nothing it is a warning. */
  contest(dispute: 'open' | 'won' | 'lost', percent: number): void {
    if (this.taken === 0) return;
    const isNew = this.dispute === null || this.dispute === 'won' || this.#withheld === 0;
    const left = this.taken - this.#sumOf('succeeded');
    if (isNew) this.#withheld = Math.floor((left * percent) / 100);
    if (dispute === 'won') this.#withheld = 0;
    this.dispute = dispute;
  }

  get told(): ProviderDispute | null {
    return this.dispute && { state: this.dispute, withheldMinor: this.#withheld };
  }

  get withheld(): number {
    return this.#withheld;
  }

  get held(): number {
    return this.taken - this.#sumOf('succeeded') - this.#withheld;
  }

  #sumOf(...statuses: ProviderRefund['status'][]): number {
    const counted = this.refunds.filter(({ status }) => statuses.includes(status));
    return counted.reduce((sum, { minor }) => sum + minor, 0);
  }
}

const minor = fc.integer({ min: 1, max: 60_000 });
const step = fc.oneof(
  fc.record({ act: fc.constant('pay' as const), minor: fc.constantFrom(46_800, 500) }),
  fc.record({
    act: fc.constant('refund' as const),
    minor,
    answer: fc.constantFrom('pending' as const, 'succeeded' as const, 'manual' as const),
  }),
  fc.record({ act: fc.constant('give by hand' as const) }),
  fc.record({
    act: fc.constant('refund in the dashboard' as const),
    minor,
    isATask: fc.boolean(),
  }),
  fc.record({
    act: fc.constant('bank' as const),
    status: fc.constantFrom('succeeded' as const, 'failed' as const),
  }),
  fc.record({
    act: fc.constant('contest' as const),
    dispute: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
    percent: fc.constantFrom(0, 40, 100),
  }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const paymentId = paymentIdOf('a');

async function setup() {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  await payments.createOrGet(aPayment({ id: paymentId }));
  const theirs = new ProvidersBooks();
  const provider = new ScriptedProvider();
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

  const perform = async (one: Step): Promise<unknown> => {
    switch (one.act) {
      case 'pay':
        theirs.taken ||= one.minor;
        provider.script.status = [
          knows({ state: 'paid', amount: { minor: theirs.taken, currency: 'eur' } }),
        ];
        return settlePayment(deps, { paymentId, requestId: 'r' });
      case 'refund':
        provider.script.refund = [
          (_, { id, amount }) => {
            if (one.answer === 'manual') return { kind: 'manual' };
            const made = theirs.refund(amount.minor, one.answer, id);
            return made
              ? { kind: 'accepted', reference: made.reference, status: one.answer }
              : { kind: 'refused', code: 'no', message: 'no' };
          },
        ];
        return requestRefund(deps, {
          paymentId,
          amount: one.minor,
          reason: 'requested_by_customer',
          claim: aClaim({ id: `claim-${claims++}`, createdAt: clock.now().toISOString() }),
          by: aServersAct('key_shop', 'r'),
        });
      case 'give by hand': {
        const task = [...refunds.rows.values()].find(({ status }) => status === 'manual');
        const reference = { paymentId, refundId: task?.id ?? 'none' };
        const ending = { outcome: 'given_back', proof: 'virement 7' } as const;
        return closeRefundTask(deps, reference, ending, anAct({ now: clock.now() }));
      }
      case 'refund in the dashboard': {
        const { amountReserved } = payments.rows.get(paymentId)!;
        const task = [...refunds.rows.values()].find(
          ({ status, proof, providerReference }) =>
            providerReference === undefined && (status === 'manual' || proof !== undefined),
        );
        // A person who gives back more than is left is a case of its own.
        const wanted = Math.min(one.minor, theirs.taken - amountReserved.minor);
        return theirs.refund(one.isATask && task ? task.amount.minor : wanted, 'succeeded');
      }
      case 'bank':
        return theirs.settle(one.status);
      case 'contest':
        return theirs.contest(one.dispute, one.percent);
    }
  };

  /** Does it, and hears from the provider, twice. */
  const play = async (one: Step) => {
    clock.advance(60_000);
    await perform(one).catch(() => undefined);
    provider.script.moneyBack = [
      () => ({ kind: 'known', refunds: structuredClone(theirs.refunds), dispute: theirs.told }),
    ];
    for (const requestId of ['r', 'again']) await followMoneyBack(deps, { paymentId, requestId });
  };
  return { payments, refunds, theirs, play };
}

/** Each fact at least once, whatever else is drawn. */
const everyFact: Step[] = [
  { act: 'pay', minor: 46_800 },
  { act: 'refund', minor: 1_000, answer: 'succeeded' },
  { act: 'bank', status: 'failed' },
  { act: 'refund', minor: 2_000, answer: 'manual' },
  { act: 'give by hand' },
  { act: 'refund in the dashboard', minor: 1, isATask: true },
  { act: 'contest', dispute: 'open', percent: 0 },
  { act: 'contest', dispute: 'open', percent: 40 },
  { act: 'contest', dispute: 'won', percent: 100 },
  { act: 'contest', dispute: 'open', percent: 100 },
  { act: 'contest', dispute: 'lost', percent: 100 },
];

const accounts = ['sales', 'suspense', 'bank', 'disputed', 'lost_disputes'] as const;

test('after any captures, refunds and disputes, the ledger says what the provider holds', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), async (steps) => {
      const { payments, refunds, theirs, play } = await setup();
      for (const one of steps) {
        await play(one);
        const postings = [...payments.ledger.values()].flatMap((entry) => entry.postings);
        const of = (account: Posting['from']) => balanceOf(account, 'EUR', postings);
        expect(of('provider:stripe')).toBe(theirs.held);
        expect(accounts.reduce((sum, account) => sum + of(account), theirs.held)).toBe(0);
        const { amountRefunded, dispute } = payments.rows.get(paymentId)!;
        expect(of('sales') + of('suspense')).toBe(amountRefunded.minor - theirs.taken);
        expect(of('disputed')).toBe(dispute === 'open' ? theirs.withheld : 0);
        expect(of('lost_disputes')).toBe(dispute === 'lost' ? theirs.withheld : 0);
        const byHand = [...refunds.rows.values()].filter(
          ({ status, providerReference }) =>
            status === 'succeeded' && providerReference === undefined,
        );
        expect(of('bank')).toBe(byHand.reduce((rest, { amount }) => rest - amount.minor, 0));
        for (const { fact } of payments.ledger.values()) seen.add(fact);
      }
    }),
    { numRuns: 300, examples: [[everyFact]] },
  );
  expect([...seen].sort()).toEqual([
    'captured',
    'dispute_lost',
    'dispute_opened',
    'dispute_won',
    'refund_failed',
    'refund_recognised',
    'refunded',
  ]);
});

const account = fc.constantFrom<Posting['from']>('provider:stripe', 'provider:paypal', ...accounts);
const anyPosting = fc
  .tuple(account, account, fc.nat(99_999_999), fc.constantFrom('EUR', 'XOF', 'USD'))
  .map(([from, to, amount, currency]) => posting(from, to, { minor: amount, currency }));

test('reversing twice restores it, and reversing once undoes it', () => {
  fc.assert(
    fc.property(fc.array(anyPosting), account, (postings, one) => {
      expect(reverse(reverse(postings))).toEqual(postings);
      expect(balanceOf(one, 'EUR', [...postings, ...reverse(postings)])).toBe(0);
    }),
  );
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('%d cannot be moved by a posting', (amount) => {
  expect(() => posting('sales', 'bank', { minor: amount, currency: 'EUR' })).toThrow(RangeError);
});
