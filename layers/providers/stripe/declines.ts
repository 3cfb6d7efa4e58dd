import type Stripe from 'stripe';
import type { DeclineCode } from '#domain/payments/decline';
import type { ToldDecline } from '#domain/payments/payment-provider';

/**
 * Stripe's codes (docs.stripe.com/declines/codes) in ours. Missing are those that Stripe wants
 * shown as a generic decline (fraudulent, lost_card, stolen_card, merchant_blacklist, pickup_card
 * and similar), and future ones.
 */
const codes = new Map<string, DeclineCode>([
  ['insufficient_funds', 'insufficient_funds'],
  ['expired_card', 'expired'],
  ['incorrect_cvc', 'incorrect_details'],
  ['invalid_cvc', 'incorrect_details'],
  ['incorrect_number', 'incorrect_details'],
  ['invalid_number', 'incorrect_details'],
  ['invalid_expiry_month', 'incorrect_details'],
  ['invalid_expiry_year', 'incorrect_details'],
  ['incorrect_zip', 'incorrect_details'],
  ['incorrect_address', 'incorrect_details'],
  ['incorrect_pin', 'incorrect_details'],
  ['authentication_required', 'authentication_failed'],
  ['payment_intent_authentication_failure', 'authentication_failed'],
  ['card_velocity_exceeded', 'limit_exceeded'],
  ['withdrawal_count_limit_exceeded', 'limit_exceeded'],
  ['processing_error', 'try_again'],
  ['issuer_not_available', 'try_again'],
  ['reenter_transaction', 'try_again'],
  ['try_again_later', 'try_again'],
]);

/** The last attempt, if it was declined. Its time is that of its charge, when present. */
export function declineOf(intent: Stripe.PaymentIntent): { decline?: ToldDecline } {
  const { last_payment_error: error, latest_charge: charge } = intent;
  if (!error) return {};
  const code = codes.get(error.decline_code ?? error.code ?? '') ?? 'declined';
  const isShown = charge !== null && typeof charge === 'object';
  const at = isShown ? new Date(charge.created * 1000).toISOString() : undefined;
  return { decline: { code, ...(at !== undefined && { at }) } };
}
