import type Stripe from 'stripe';
import { v1Standing } from '#providers/cinetpay/v1-standing';
import { v2Standing } from '#providers/cinetpay/v2-standing';
import { reportIn } from '#providers/external/answers';
import { delayOfStripeNotification, repeatsStripeSession } from '#providers/stripe/notification';
import { stateOfPaymentIntent, stateOfSession } from '#providers/stripe/states';
import { aPayment } from '#test/payments';
import { stripeEvents } from '#vocabulary/stripe-events';

const anIntent = (code: string | undefined, decline_code?: string) =>
  ({
    id: 'pi_1',
    status: 'requires_payment_method',
    last_payment_error: code === undefined ? null : { code, decline_code },
    latest_charge: { id: 'ch_1', created: 1_795_234_091 },
  }) as unknown as Stripe.PaymentIntent;

const at = '2026-11-21T04:08:11.000Z';

describe('what Stripe says about a declined card, in our codes [C14]', () => {
  test.each([
    ['card_declined', 'insufficient_funds', 'insufficient_funds'],
    ['expired_card', undefined, 'expired'],
    ['incorrect_cvc', 'incorrect_cvc', 'incorrect_details'],
    ['payment_intent_authentication_failure', undefined, 'authentication_failed'],
    ['card_declined', 'card_velocity_exceeded', 'limit_exceeded'],
    ['processing_error', undefined, 'try_again'],
    ['card_declined', 'generic_decline', 'declined'],
    ['a_code_of_next_year', undefined, 'declined'],
  ])('%s, %s is %s', (code, declineCode, ours) => {
    const intent = anIntent(code, declineCode);
    const pending = { state: 'pending', decline: { at, code: ours } };
    expect(stateOfPaymentIntent(intent)).toEqual(pending);
    const session = { status: 'open', payment_intent: intent } as Stripe.Checkout.Session;
    expect(stateOfSession(session)).toEqual(pending);
  });

  test.each(['fraudulent', 'stolen_card', 'lost_card', 'merchant_blacklist', 'pickup_card'])(
    '%s reveals nothing to a thief',
    (declineCode) => {
      const { decline } = stateOfPaymentIntent(anIntent('card_declined', declineCode)) as {
        decline: object;
      };
      expect(decline).toEqual({ at, code: 'declined' });
    },
  );

  test('nothing about a buyer who has not tried', () => {
    expect(stateOfPaymentIntent(anIntent(undefined))).toEqual({ state: 'pending' });
    const session = { status: 'open', payment_intent: null } as Stripe.Checkout.Session;
    expect(stateOfSession(session)).toEqual({ state: 'pending' });
  });

  test('and its notification is kept and not delayed, since the session does not report it', () => {
    const body = ofCheckout('payment_intent.payment_failed');
    expect(delayOfStripeNotification(body)).toBe(0);
    expect(repeatsStripeSession(body)).toBe(false);
  });
});

/** As Stripe writes it: the object first, the type behind it. */
const ofCheckout = (type: string, metadata = '{"peage_checkout": "hosted"}') =>
  `{"data": {"object": {"metadata": ${metadata}}}, "type": "${type}"}`;

describe('of a hosted checkout, reported by its session and by its payment intent', () => {
  test('the intent’s success is a repetition, and nothing else is', () => {
    expect(repeatsStripeSession(ofCheckout('payment_intent.succeeded'))).toBe(true);
    for (const type of stripeEvents().filter((each) => each !== 'payment_intent.succeeded'))
      expect([type, repeatsStripeSession(ofCheckout(type))]).toEqual([type, false]);
  });

  test('what else the intent tells waits for the session’s work', () => {
    expect(delayOfStripeNotification(ofCheckout('payment_intent.processing'))).toBeGreaterThan(0);
  });

  test('a payment of the shop’s own page has no session: its intent is the only one that tells', () => {
    const body = ofCheckout('payment_intent.succeeded', '{"peage_payment_id": "pay_1"}');
    expect(repeatsStripeSession(body)).toBe(false);
    expect(delayOfStripeNotification(body)).toBe(0);
  });
});

test('a refused payment at CinetPay and at an external backend is a decline too [C14]', () => {
  const refused = { code: '602', message: 'INSUFFICIENT_BALANCE', data: { status: 'REFUSED' } };
  expect(v2Standing(refused)).toMatchObject({ now: { decline: { code: 'insufficient_funds' } } });
  const failed = { status: 'FAILED', merchant_transaction_id: 'X' };
  expect(v1Standing(failed, aPayment(), 'X')).toMatchObject({
    now: { state: 'failed', decline: { code: 'declined' } },
  });
  expect(reportIn({ status: 'failed', reference: 'pay_1' })).toMatchObject({
    now: { decline: { code: 'declined' } },
  });
});
