import type Stripe from 'stripe';
import { moneyBackAtStripe } from '#providers/stripe/refunds';
import { aCompletedPayment } from '#test/payments';

type Told = [status: string, amount: number][];

/** What Stripe's lists say of the disputes over one charge. */
async function disputeAfter(told: Told) {
  const list = (data: object[]) => ({ list: async () => ({ data }) });
  const disputes = told.map(([status, amount]) => ({ status, amount, currency: 'eur' }));
  const stripe = { refunds: list([]), disputes: list(disputes) } as unknown as Stripe;
  const payment = aCompletedPayment({ providerTransaction: 'pi_1' });
  const answer = await moneyBackAtStripe(stripe, payment);
  return answer.kind === 'known' ? answer.dispute : answer.kind;
}

test.each<[Told, object | null]>([
  [[], null],
  [[['warning_needs_response', 46_800]], { state: 'open', withheldMinor: 0 }],
  [[['warning_under_review', 46_800]], { state: 'open', withheldMinor: 0 }],
  [[['warning_closed', 46_800]], { state: 'won', withheldMinor: 0 }],
  [[['prevented', 46_800]], { state: 'won', withheldMinor: 0 }],
  [[['needs_response', 700]], { state: 'open', withheldMinor: 700 }],
  [[['under_review', 700]], { state: 'open', withheldMinor: 700 }],
  [[['won', 700]], { state: 'won', withheldMinor: 0 }],
  [[['lost', 700]], { state: 'lost', withheldMinor: 700 }],
  // A status that Stripe invents next year withholds until a person has looked.
  [[['escalated', 700]], { state: 'open', withheldMinor: 700 }],
  [
    [
      ['lost', 700],
      ['needs_response', 300],
      ['won', 9_000],
    ],
    { state: 'open', withheldMinor: 1_000 },
  ],
])('disputes that are %j', async (told, expected) => {
  expect(await disputeAfter(told)).toEqual(expected);
});
