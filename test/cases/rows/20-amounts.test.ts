import { randomUUID } from 'node:crypto';
import { settledAs } from '#test/cloud';
import { expectProblem, paymentsAbout } from '#test/problems';
import { ask, charges, eachShop, open, type Shop, shops, sim } from '#test/shops';

/** Francs have no cents: 5 000 F CFA are 5000 for everybody. */
const francs = { amount: 5_000, currency: 'XOF' };
const euros = { amount: 1_990, currency: 'EUR' };

const soldIn = ({ provider }: Shop) =>
  provider === 'stripe' ? [francs, euros] : provider === 'paypal' ? [euros] : [francs];

const openedAbout = async ({ provider }: Shop, mark: string): Promise<object[]> =>
  sim(provider, 'GET', `/_sim/requests?about=${mark}`);

eachShop((shop, row) => {
  row(20, 'the requested amount is paid, exactly to the minor unit', async () => {
    for (const price of soldIn(shop)) {
      const sale = await open(shop, price);
      await shop.press(sale.payment, 'pay');
      await settledAs(sale.payment.id, 'completed');
      expect(await openedAbout(shop, sale.mark)).not.toEqual([]);
      const [charge, ...others] = await charges(sale);
      expect(others).toEqual([]);
      expect(charge!.amount).toBe(price.amount);
      expect(charge!.currency.toUpperCase()).toBe(price.currency);
    }
  });

  row(
    20,
    'fractions of a unit, zero and negative amounts are refused before any call',
    async () => {
      for (const amount of [10.005, 0.1, 0, -5_000, '5000', 5e-324, 2 ** 53]) {
        const mark = randomUUID();
        const reply = await ask(shop, { mark, changes: { amount } });
        expectProblem(reply, 400, 'invalid_request');
        expect(await openedAbout(shop, mark)).toEqual([]);
        expect(await paymentsAbout(mark)).toEqual([]);
      }
    },
  );

  row(20, 'a currency that the provider does not support is refused before any call', async () => {
    const currencies = shop.provider === 'paypal' ? ['XOF', 'XAF', 'JPY'] : ['JPY', 'TND', 'xof'];
    for (const currency of currencies) {
      const mark = randomUUID();
      const { status } = await ask(shop, { mark, changes: { currency } });
      expect([currency, [400, 422]]).toEqual([currency, expect.arrayContaining([status])]);
      expect(await openedAbout(shop, mark)).toEqual([]);
    }
  });
});

const cinetPay = shops.find(({ name }) => name === 'cinetpay v1')!;

test.each([
  [5_001, 'amount_not_a_multiple', /multiples of .*\b5\b/],
  [104, 'amount_not_a_multiple', /multiples of .*\b5\b/],
  [99, 'amount_below_minimum', /\b100\b/],
  [95, 'amount_below_minimum', /\b100\b/],
  [2_000_005, 'amount_above_maximum', /2,000,000/],
])(
  'row 20, cinetpay: %i F CFA are refused before any call (%s), and the answer names the rule',
  async (amount, code, rule) => {
    const mark = randomUUID();
    const changes = { amount, provider: 'cinetpay' };
    const { detail } = expectProblem(await ask(cinetPay, { mark, changes }), 422, code);
    expect(detail).toMatch(rule);
    expect(await openedAbout(cinetPay, mark)).toEqual([]);
  },
);
