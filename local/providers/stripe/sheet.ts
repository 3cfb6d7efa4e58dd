import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import type { BuyerOutcome } from './buyer.ts';
import { attemptPayment, distort } from './buyer.ts';
import { wrongState } from './errors.ts';

/** True while the buyer, or the bank of a delayed method, can still decide. */
export function isPayable({ status }: Stripe.PaymentIntent): boolean {
  return status === 'requires_payment_method' || status === 'processing';
}

/** The buyer confirms on the mobile sheet, or the bank decides about a delayed method. */
export function confirmIntent(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  outcome: BuyerOutcome,
): void {
  if (!isPayable(intent)) {
    throw wrongState(
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    );
  }
  Object.assign(intent, distort(intent, account.faults.takeForPayment([intent.metadata])));
  attemptPayment(account, intent, outcome);
}
