import { PaymentsSwitchedOffError } from '#domain/errors';
import { type Money, money } from '#domain/money';
import { chooseProvider, methodsFor } from '#domain/payments/choose-provider';
import { anOrder } from '#test/payments';
import { aCardProvider } from '#test/scripted-provider';

const small = aCardProvider({ amounts: { XOF: { min: 100, max: 1_000_000 } } });
const large = aCardProvider({ amounts: { XOF: { min: 300, max: 99_999_999 } } });

test('the shop’s first choice is used if both can serve', () => {
  const order = anOrder({ amount: money(5000, 'XOF') });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('stripe');
  expect(chooseProvider({ cinetpay: small, stripe: large }, order)).toBe('cinetpay');
});

test('a provider requested by name is used, or none', () => {
  const order = anOrder({ amount: money(5000, 'XOF'), provider: 'cinetpay' });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('cinetpay');
  expect(() => chooseProvider({ stripe: large }, order)).toThrow('at cinetpay');
});

test('an amount that the first choice does not accept goes to one that does', () => {
  const order = anOrder({ amount: money(100, 'XOF') });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('cinetpay');
});

test('an amount that no provider accepts is refused with the limit of the first choice', () => {
  const order = anOrder({ amount: money(99, 'XOF') });
  expect(() => chooseProvider({ stripe: large, cinetpay: small }, order)).toThrow('stripe takes');
});

describe('multiples', () => {
  const inFives = aCardProvider({ amounts: { XOF: { min: 100, max: 1_000_000, multipleOf: 5 } } });

  test.each([100, 105, 5000])('of five francs are accepted: %i', (minor) => {
    const order = anOrder({ amount: money(minor, 'XOF') });
    expect(chooseProvider({ cinetpay: inFives }, order)).toBe('cinetpay');
  });

  test('are requested if the amount is not one, in the buyer’s currency', () => {
    const order = anOrder({ amount: money(5001, 'XOF') });
    const choose = () => chooseProvider({ cinetpay: inFives }, order);
    expect(choose).toThrow(expect.objectContaining({ code: 'amount_not_a_multiple' }));
    expect(choose).toThrow('cinetpay takes multiples of F\u00a0CFA\u00a05 only');
  });

  test('are not needed if another provider accepts the amount as it is', () => {
    const order = anOrder({ amount: money(5001, 'XOF') });
    expect(chooseProvider({ cinetpay: inFives, stripe: large }, order)).toBe('stripe');
  });
});

describe('a provider or method that is switched off', () => {
  const order = anOrder({ amount: money(5000, 'XOF') });
  const isOff =
    (...off: string[]) =>
    (name: string) =>
      off.includes(name);

  test('is skipped in favour of the next suitable provider', () => {
    expect(chooseProvider({ stripe: large, cinetpay: small }, order, isOff('stripe'))).toBe(
      'cinetpay',
    );
  });

  test('is not replaced if the order names it, or if no other is suitable', () => {
    const named = { ...order, provider: 'stripe' } as const;
    for (const [catalogue, wanted, off] of [
      [{ stripe: large, cinetpay: small }, named, isOff('stripe')],
      [{ stripe: large, cinetpay: small }, order, isOff('stripe', 'cinetpay')],
      [{ stripe: large }, order, isOff('stripe')],
    ] as const)
      expect(() => chooseProvider(catalogue, wanted, off)).toThrow(PaymentsSwitchedOffError);
  });

  test('is not the reason if no provider would accept the amount anyway', () => {
    const cents = anOrder({ amount: money(99, 'XOF') });
    expect(() => chooseProvider({ stripe: large }, cents, isOff('stripe'))).toThrow(
      expect.objectContaining({ code: 'amount_below_minimum' }),
    );
  });
});

test('a buyer is offered the methods that some provider accepts for exactly this amount', () => {
  const inApp = aCardProvider({ methods: ['mobile_money'], actions: ['push'] });
  const francs = aCardProvider({
    methods: ['mobile_money'],
    amounts: { XOF: { min: 100, max: 1_000_000, multipleOf: 5 } },
  });
  const catalogue = { stripe: large, cinetpay: francs, external: inApp };
  const methods = (amount: Money, off?: string) =>
    methodsFor(catalogue, amount, (name) => name === off);
  expect(methods(money(300, 'XOF'))).toEqual(['card', 'mobile_money']);
  expect(methods(money(301, 'XOF'))).toEqual(['card']);
  expect(methods(money(295, 'XOF'))).toEqual(['mobile_money']);
  expect(methods(money(300, 'XAF'))).toEqual([]);
  expect(methods(money(300, 'XOF'), 'stripe')).toEqual(['mobile_money']);
});
