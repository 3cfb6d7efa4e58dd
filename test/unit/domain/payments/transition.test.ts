import type { Payment, PaymentStatus } from '#domain/payments/payment';
import type { ProviderState } from '#domain/payments/payment-provider';
import { decideTransition } from '#domain/payments/transition';
import { seededBytes } from '#test/clock';
import { aPayment } from '#test/payments';

const statesByName = {
  pending: { state: 'pending' },
  processing: { state: 'processing' },
  paid: { state: 'paid', amount: { minor: 46_800, currency: 'eur' } },
  'wrongly paid': { state: 'paid', amount: { minor: 1, currency: 'eur' } },
  failed: { state: 'failed', code: 'card_declined', message: 'Refused.' },
  cancelled: { state: 'cancelled' },
  expired: { state: 'expired' },
} satisfies Record<string, ProviderState>;

const becomes = (payment: Partial<Payment>, now: ProviderState) =>
  decideTransition(aPayment(payment), now, {
    now: new Date('2026-11-21T10:05:00.000Z'),
    randomBytes: seededBytes(),
    requestId: 'request-1',
  });

type Ends = Partial<Record<keyof typeof statesByName, PaymentStatus>>;

const money: Ends = { paid: 'completed', 'wrongly paid': 'review' };
const ends: Ends = { ...money, failed: 'failed', cancelled: 'cancelled', expired: 'expired' };

/** What each status may become; all that is not named changes nothing. */
test.each<[PaymentStatus, Ends]>([
  ['pending', { ...ends, processing: 'processing' }],
  ['processing', ends],
  ['failed', money],
  ['cancelled', money],
  ['expired', money],
  ['completed', {}],
  ['review', {}],
])('from %s a payment may lead on, and nothing leads back', (status, following) => {
  const moves = Object.entries(statesByName).flatMap(([name, now]) => {
    const transition = becomes({ status }, now);
    return transition ? [[name, transition.payment.status]] : [];
  });
  expect(Object.fromEntries(moves)).toEqual(following);
});

test('every step adds one version, and every end publishes one event', () => {
  for (const now of Object.values(statesByName)) {
    const transition = becomes({ status: 'pending' }, now);
    if (!transition) continue;
    const { payment, event, ledgerEntry } = transition;
    expect(payment.version).toBe(3);
    expect(event?.type).toBe(
      payment.status === 'processing' ? undefined : `payment.${payment.status}`,
    );
    expect(ledgerEntry !== undefined).toBe(now.state === 'paid');
  }
});

test('a checkout that we closed ends as we intended, whatever the provider calls it', () => {
  for (const now of [statesByName.cancelled, statesByName.expired]) {
    expect(becomes({ closing: 'cancelled' }, now)?.payment.status).toBe('cancelled');
    expect(becomes({ closing: 'expired' }, now)?.payment.status).toBe('expired');
  }
});

test('a closed payment is checked later for late money, and a paid one is not', () => {
  const checkAfter = (now: ProviderState) => becomes({}, now)?.payment.checkAt;
  expect(checkAfter(statesByName.failed)).toBe('2026-11-21T11:05:00.000Z');
  expect(checkAfter(statesByName.processing)).toBe('2026-11-21T10:20:00.000Z');
  expect(checkAfter(statesByName.paid)).toBeUndefined();
  expect(checkAfter(statesByName['wrongly paid'])).toBeUndefined();
});
