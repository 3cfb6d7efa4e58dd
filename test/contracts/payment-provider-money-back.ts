import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import type { RefundOrder } from '#domain/payments/payment-provider';
import type { TheWorld } from './payment-provider.ts';
import {
  anOpenPayment,
  aPaidPayment,
  breakDown,
  impatient,
  moneyTaken,
  nobodyKnows,
  repair,
} from './provider-steps.ts';
import type { Promises } from './provider-world.ts';

let refunds = 0;

/** A part of what was paid, under an id that no other refund has. */
const aRefund = ({ id, amount }: Payment, minor = Math.floor(amount.minor / 4)): RefundOrder => {
  refunds += 1;
  const own = `${id.slice(4, -3)}${String(refunds).padStart(3, '0')}`;
  return {
    id: `ref_${own}`,
    amount: money(minor, amount.currency),
    noteToBuyer: 'Avec nos excuses',
  };
};

/** What every adapter promises of money that goes back. */
export function describeMoneyBack(the: TheWorld, promises: Promises): void {
  test('nothing was refunded for a payment without refunds or disputes', async () => {
    const nothing = { kind: 'known', refunds: [], dispute: null };
    expect(await the().provider.moneyBack(await anOpenPayment(the()))).toEqual(nothing);
    expect(await the().provider.moneyBack(await aPaidPayment(the()))).toEqual(nothing);
  });

  test('the provider says how it can refund', () => {
    expect(the().provider.capabilities.refunds).toBe(promises.refunds);
  });

  if (promises.refunds === 'manual') describeManualRefunds(the);
  else {
    describeRefunds(the, promises);
    describeDashboard(the);
  }
}

function describeManualRefunds(the: TheWorld): void {
  test('a person is asked to refund', async () => {
    const payment = await aPaidPayment(the());
    expect(await the().provider.refund(payment, aRefund(payment))).toEqual({ kind: 'manual' });
  });
}

function describeRefunds(the: TheWorld, { remembersBreakdowns }: Promises): void {
  const givenBack = async (payment: Payment) =>
    (await moneyTaken(the(), payment))[0]?.amount_refunded;

  test('a part is refunded, then the rest, and nothing beyond', async () => {
    const payment = await aPaidPayment(the());
    const part = aRefund(payment);
    const rest = aRefund(payment, payment.amount.minor - part.amount.minor);
    const accepted = { kind: 'accepted', reference: expect.any(String), status: 'succeeded' };
    expect(await the().provider.refund(payment, part)).toEqual(accepted);
    expect(await givenBack(payment)).toBe(part.amount.minor);
    expect(await the().provider.refund(payment, rest)).toEqual(accepted);
    expect(await givenBack(payment)).toBe(payment.amount.minor);
    expect(await the().provider.refund(payment, aRefund(payment, 1))).toEqual(refused);
  });

  test('a refund of more than was paid is refused, with a reason', async () => {
    const payment = await aPaidPayment(the());
    const tooMuch = aRefund(payment, payment.amount.minor + 1);
    expect(await the().provider.refund(payment, tooMuch)).toEqual(refused);
    expect(await givenBack(payment)).toBe(0);
  });

  test('asking twice for one refund refunds once', async () => {
    const payment = await aPaidPayment(the());
    const refund = aRefund(payment);
    const first = await the().provider.refund(payment, refund);
    expect(await the().provider.refund(payment, refund)).toEqual(first);
    expect(await givenBack(payment)).toBe(refund.amount.minor);
  });

  test.each(['500', '429', 'actThenTimeout', 'actThenReset', 'truncate'] as const)(
    'after %s the outcome is unknown, and the retry refunds once',
    async (silence) => {
      const payment = await aPaidPayment(the());
      const refund = aRefund(payment);
      await breakDown(the(), 'refund', silence);
      expect(await impatient(the()).refund(payment, refund)).toEqual(nobodyKnows);
      await repair(the());
      const isStuck = silence === '500' && remembersBreakdowns === true;
      const { kind } = await the().provider.refund(payment, refund);
      expect(kind).toBe(isStuck ? 'unknown' : 'accepted');
      expect(await givenBack(payment)).toBe(isStuck ? 0 : refund.amount.minor);
    },
  );
}

const refused = {
  kind: 'refused',
  code: expect.stringMatching(/./),
  message: expect.stringMatching(/./),
};

function describeDashboard(the: TheWorld): void {
  test('our refunds are distinguished from those made in the dashboard', async () => {
    const payment = await aPaidPayment(the());
    const refund = aRefund(payment);
    await the().provider.refund(payment, refund);
    await the().dashboard!.refund(payment, 100);
    const answer = await the().provider.moneyBack(payment);
    const told = answer.kind === 'known' ? answer.refunds : [];
    expect(told.toSorted((one, other) => other.minor - one.minor)).toEqual([
      {
        reference: expect.any(String),
        refundId: refund.id,
        minor: refund.amount.minor,
        status: 'succeeded',
      },
      { reference: expect.any(String), minor: 100, status: 'succeeded' },
    ]);
  });

  test.each(['open', 'won', 'lost'] as const)('a dispute is %s', async (outcome) => {
    const payment = await aPaidPayment(the());
    await the().dashboard!.dispute(payment, outcome);
    const withheldMinor = outcome === 'won' ? 0 : payment.amount.minor;
    expect(await the().provider.moneyBack(payment)).toEqual({
      kind: 'known',
      refunds: [],
      dispute: { state: outcome, withheldMinor },
    });
  });

  test('a partial dispute withholds that part, and a partial loss costs what was lost', async () => {
    const payment = await aPaidPayment(the());
    for (const state of ['open', 'lost'] as const) {
      await the().dashboard!.dispute(payment, state, 700);
      expect(await the().provider.moneyBack(payment)).toMatchObject({
        dispute: { state, withheldMinor: 700 },
      });
    }
  });

  test('the payment of a transaction is found by the transaction’s id', async () => {
    const { id, providerTransaction } = await aPaidPayment(the());
    const owner = await the().provider.ownerOf(providerTransaction!);
    expect(owner).toEqual({ kind: 'known', paymentId: id });
  });

  test('a transaction unknown to the provider has no payment', async () => {
    const { providerTransaction } = await aPaidPayment(the());
    const unheard = `${providerTransaction!.slice(0, -3)}ZZZ`;
    expect(await the().provider.ownerOf(unheard)).toEqual({ kind: 'known' });
  });

  test('refunds are unknown while the provider cannot be reached', async () => {
    const payment = await aPaidPayment(the());
    const provider = the().providerAt('http://127.0.0.1:1');
    expect(await provider.moneyBack(payment)).toEqual(nobodyKnows);
    expect(await provider.refund(payment, aRefund(payment))).toEqual(nobodyKnows);
    expect(await provider.ownerOf(payment.providerTransaction!)).toEqual(nobodyKnows);
  });
}
