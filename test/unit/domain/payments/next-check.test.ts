import fc from 'fast-check';
import { newPayment } from '#domain/payments/new-payment';
import { graceMs, nextCheckAt } from '#domain/payments/next-check';
import type { Payment } from '#domain/payments/payment';
import { anOrder, aPayment, paymentIdOf } from '#test/payments';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const createdAtMs = Date.parse('2026-11-21T10:00:00.000Z');

/** Minutes after its creation at which a payment is asked about, as long as it stays as it is. */
function checksOf(payment: Payment, from = payment.createdAt): number[] {
  const checks: number[] = [];
  let at = nextCheckAt(payment, new Date(from));
  while (at !== undefined && checks.length < 20) {
    checks.push((Date.parse(at) - Date.parse(payment.createdAt)) / minuteMs);
    at = nextCheckAt(payment, new Date(at));
  }
  return checks;
}

describe('an open payment', () => {
  test('by card is checked after a quarter of an hour, then at growing intervals', () => {
    expect(checksOf(aPayment()).slice(0, 6)).toEqual([15, 30, 60, 61, 122, 244]);
  });

  test('by mobile money is checked from the first minute on', () => {
    const payment = aPayment({ method: 'mobile_money', provider: 'cinetpay' });
    expect(checksOf(payment).slice(0, 8)).toEqual([1, 2, 4, 8, 16, 32, 61, 122]);
  });

  test('is checked at least four times a day, however long its money takes', () => {
    const checks = checksOf(aPayment({ status: 'processing' }));
    const waits = checks.slice(1).map((at, index) => at - checks[index]!);
    expect(Math.max(...waits)).toBe(6 * 60);
  });

  test('has the time of its first check from the start', () => {
    const identity = {
      id: paymentIdOf('new'),
      provider: 'stripe',
      createdAt: new Date(createdAtMs),
      requestId: 'request-1',
    } as const;
    expect(newPayment(anOrder(), identity).checkAt).toBe('2026-11-21T10:15:00.000Z');
  });
});

describe('a payment that has ended', () => {
  const endedAt = '2026-11-21T11:01:00.000Z';

  test.each(['failed', 'cancelled', 'expired'] as const)(
    '%s is checked for late money, a few times within the day',
    (status) => {
      expect(checksOf(aPayment({ status }), endedAt)).toEqual([122, 244, 488, 976, 1500]);
    },
  );

  test.each(['completed', 'review'] as const)('%s is not checked any more', (status) => {
    expect(checksOf(aPayment({ status }), endedAt)).toEqual([]);
  });

  test('without a checkout at the provider cannot be paid late', () => {
    const payment = aPayment({ status: 'failed', providerReference: undefined });
    expect(checksOf(payment, endedAt)).toEqual([]);
  });
});

describe('at any age, a payment', () => {
  const method = fc.constantFrom('card' as const, 'paypal' as const, 'mobile_money' as const);
  const ageMs = fc.integer({ min: -5_000, max: 40 * hourMs });
  const lifetimeMs = fc.constantFrom(5 * minuteMs, hourMs, 24 * hourMs);
  const aged = (lifeMs: number, changes: Partial<Payment>) =>
    aPayment({ expiresAt: new Date(createdAtMs + lifeMs).toISOString(), ...changes });

  test('that is open has its next check in the future, and never skips its expiry', () => {
    const status = fc.constantFrom('pending' as const, 'processing' as const);
    fc.assert(
      fc.property(method, status, ageMs, lifetimeMs, (by, is, age, life) => {
        const now = createdAtMs + age;
        const next = Date.parse(
          nextCheckAt(aged(life, { method: by, status: is }), new Date(now))!,
        );
        const endsAt = createdAtMs + life + graceMs;
        expect(next).toBeGreaterThan(now);
        if (now < endsAt) expect(next).toBeLessThanOrEqual(endsAt);
        expect(next - now).toBeLessThanOrEqual(6 * hourMs);
      }),
    );
  });

  test('that has ended has its next check in the future, and for at most a day', () => {
    const status = fc.constantFrom('failed' as const, 'cancelled' as const, 'expired' as const);
    fc.assert(
      fc.property(method, status, ageMs, lifetimeMs, (by, is, age, life) => {
        const now = createdAtMs + age;
        const next = nextCheckAt(aged(life, { method: by, status: is }), new Date(now));
        if (next === undefined) return;
        expect(Date.parse(next)).toBeGreaterThan(now);
        expect(Date.parse(next)).toBeLessThanOrEqual(createdAtMs + life + 25 * hourMs);
      }),
    );
  });
});
