import { money } from '#domain/money';
import { chooseProvider } from '#domain/payments/choose-provider';
import { anOrder } from '#test/payments';
import { aCardProvider } from '#test/scripted-provider';

const small = aCardProvider({ amounts: { XOF: { min: 100, max: 1_000_000 } } });
const large = aCardProvider({ amounts: { XOF: { min: 300, max: 99_999_999 } } });

test('the shop’s first choice serves what both could', () => {
  const order = anOrder({ amount: money(5000, 'XOF') });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('stripe');
  expect(chooseProvider({ cinetpay: small, stripe: large }, order)).toBe('cinetpay');
});

test('a provider that is asked for by name is taken, or nobody is', () => {
  const order = anOrder({ amount: money(5000, 'XOF'), provider: 'cinetpay' });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('cinetpay');
  expect(() => chooseProvider({ stripe: large }, order)).toThrow('at cinetpay');
});

test('an amount that the first choice does not take goes to one that does', () => {
  const order = anOrder({ amount: money(100, 'XOF') });
  expect(chooseProvider({ stripe: large, cinetpay: small }, order)).toBe('cinetpay');
});

test('an amount that nobody takes is refused with the bound of the first choice', () => {
  const order = anOrder({ amount: money(99, 'XOF') });
  expect(() => chooseProvider({ stripe: large, cinetpay: small }, order)).toThrow('stripe takes');
});
