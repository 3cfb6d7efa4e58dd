import fc from 'fast-check';
import { newId } from '#domain/ids';
import { attemptsMax, paymentIdOf, transactionIdOf } from '#providers/cinetpay/transaction-id';

const aTime = fc.date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('2109-01-01T00:00:00Z'),
  noInvalidDate: true,
});
const aPaymentId = fc
  .tuple(aTime, fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([at, entropy]) => newId('pay', at, entropy));
const anAttempt = fc.integer({ min: 1, max: attemptsMax });

test('a transaction id for CinetPay has 25 capitals and digits', () => {
  expect(transactionIdOf('pay_01KAJ1VKC02ZXQ4T7GJ8M5N6PR')).toBe('1KAJ1VKC02ZXQ4T7GJ8M5N6PR');
  fc.assert(
    fc.property(aPaymentId, anAttempt, (id, attempt) => {
      expect(transactionIdOf(id, attempt)).toMatch(/^[A-Z0-9]{25}$/);
    }),
  );
});

test('every attempt at a payment leads back to the payment', () => {
  fc.assert(
    fc.property(aPaymentId, anAttempt, (id, attempt) => {
      expect(paymentIdOf(transactionIdOf(id, attempt))).toBe(id);
    }),
  );
});

test('no two attempts, and no two payments, have the same transaction id', () => {
  fc.assert(
    fc.property(aPaymentId, aPaymentId, (id, other) => {
      const names = Array.from({ length: attemptsMax }, (_, n) => transactionIdOf(id, n + 1));
      expect(new Set(names).size).toBe(attemptsMax);
      if (other !== id) expect(names).not.toContain(transactionIdOf(other));
    }),
  );
});

test.each([
  '',
  'ORDER0001',
  '1KAJ1VKC02ZXQ4T7GJ8M5N6P',
  '1KAJ1VKC02ZXQ4T7GJ8M5N6PRR',
  '1kaj1vkc02zxq4t7gj8m5n6pr',
  '1KAJ1VKC02ZXQ4T7GJ8M5N6PU',
  'pay_01KAJ1VKC02ZXQ4T7GJ8M5N6PR',
])('%j is not one of our transaction ids', (name) => {
  expect(paymentIdOf(name)).toBeUndefined();
});

test.each(['pay_1', 'ref_01KAJ1VKC02ZXQ4T7GJ8M5N6PR', 'pay_11KAJ1VKC02ZXQ4T7GJ8M5N6PR', ''])(
  'no transaction id is made from %j',
  (id) => {
    expect(() => transactionIdOf(id)).toThrow(RangeError);
  },
);

test.each([0, -1, 1.5, attemptsMax + 1, Number.NaN])('%p is not a valid attempt', (attempt) => {
  expect(() => transactionIdOf('pay_01KAJ1VKC02ZXQ4T7GJ8M5N6PR', attempt)).toThrow(RangeError);
});
