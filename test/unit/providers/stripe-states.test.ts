import type Stripe from 'stripe';
import type { ProviderState } from '#domain/payments/payment-provider';
import { stateOfPaymentIntent, stateOfSession } from '#providers/stripe/states';

const aSession = (changes: Record<string, unknown> = {}) =>
  ({
    id: 'cs_test_1',
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 46_800,
    currency: 'eur',
    payment_intent: null,
    ...changes,
  }) as Stripe.Checkout.Session;

const anIntent = (changes: Record<string, unknown> = {}) =>
  ({
    id: 'pi_1',
    object: 'payment_intent',
    status: 'requires_payment_method',
    amount: 46_800,
    amount_received: 0,
    currency: 'eur',
    last_payment_error: null,
    ...changes,
  }) as Stripe.PaymentIntent;

const declined = { code: 'card_declined', message: 'Your card was declined.' };
const pending: ProviderState = { state: 'pending' };
const pendingAfterDecline: ProviderState = { ...pending, decline: { code: 'declined' } };
const paid: ProviderState = { state: 'paid', amount: { minor: 46_800, currency: 'eur' } };

describe('a hosted checkout', () => {
  test.each<[string, Record<string, unknown>, ProviderState]>([
    ['open', {}, pending],
    [
      'open, with a first card declined',
      { payment_intent: anIntent({ last_payment_error: declined }) },
      pendingAfterDecline,
    ],
    ['expired', { status: 'expired' }, { state: 'expired' }],
    ['complete and paid', { status: 'complete', payment_status: 'paid' }, paid],
    [
      'complete with nothing to pay',
      { status: 'complete', payment_status: 'no_payment_required' },
      paid,
    ],
    [
      'complete, with an unknown payment status',
      { status: 'complete', payment_status: 'paid_in_shells' },
      { state: 'processing' },
    ],
    [
      'complete, its money on the way',
      { status: 'complete', payment_intent: anIntent({ status: 'processing' }) },
      { state: 'processing' },
    ],
    [
      'complete, its payment not shown',
      { status: 'complete', payment_intent: 'pi_1' },
      { state: 'processing' },
    ],
    [
      'complete, its money refused in the end',
      { status: 'complete', payment_intent: anIntent({ last_payment_error: declined }) },
      { state: 'failed', ...declined, decline: { code: 'declined' } },
    ],
    [
      'complete, its money refused without a reason',
      { status: 'complete', payment_intent: anIntent() },
      { state: 'failed', code: 'payment_failed', message: 'The payment was refused.' },
    ],
    [
      'complete, its payment called off',
      { status: 'complete', payment_intent: anIntent({ status: 'canceled' }) },
      { state: 'cancelled' },
    ],
    ['in an unknown state', { status: 'paused' }, pending],
    ['without a state', { status: null }, pending],
  ])('%s', (_, changes, state) => {
    expect(stateOfSession(aSession(changes))).toEqual(state);
  });

  test('the amount paid is the one in the session, in its currency', () => {
    const session = aSession({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 5000,
      currency: 'xof',
    });
    expect(stateOfSession(session)).toEqual({
      state: 'paid',
      amount: { minor: 5000, currency: 'xof' },
    });
  });
});

describe('a payment in the app', () => {
  test.each<[string, ProviderState]>([
    ['requires_payment_method', pending],
    ['requires_confirmation', pending],
    ['requires_action', pending],
    ['requires_capture', pending],
    ['processing', { state: 'processing' }],
    ['canceled', { state: 'cancelled' }],
    ['a_status_of_next_year', pending],
  ])('%s', (status, state) => {
    expect(stateOfPaymentIntent(anIntent({ status }))).toEqual(state);
  });

  test('that succeeded has the amount received, not the requested one', () => {
    const intent = anIntent({ status: 'succeeded', amount_received: 40_000 });
    expect(stateOfPaymentIntent(intent)).toEqual({
      state: 'paid',
      amount: { minor: 40_000, currency: 'eur' },
      transaction: intent.id,
    });
  });

  test('that was declined continues: the buyer may try another card', () => {
    expect(stateOfPaymentIntent(anIntent({ last_payment_error: declined }))).toEqual(
      pendingAfterDecline,
    );
  });
});
