import type Stripe from 'stripe';
import { distort, type Sum } from '../distort.ts';
import type { Metadata } from '../faults.ts';
import type { StripeAccount } from './account.ts';
import { newCharge } from './charge-object.ts';
import { wrongState } from './errors.ts';
import { newId } from './ids.ts';
import { noteIntent } from './payment-intents.ts';

/** What a buyer does with a payment method: it works, it is declined, or the money comes later. */
export const buyerOutcomes = ['pay', 'decline', 'later'] as const;
export type BuyerOutcome = (typeof buyerOutcomes)[number];

const declinedCard = { code: 'card_declined', message: 'Your card was declined.' };

/** The buyer presents a payment method for the intent, which decides its result. */
export function attemptPayment(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  outcome: BuyerOutcome,
): void {
  switch (outcome) {
    case 'pay':
      capture(account, intent);
      break;
    case 'decline':
      decline(account, intent);
      break;
    case 'later':
      intent.status = 'processing';
      intent.payment_method = newId('pm_1');
      noteIntent(account, intent, 'payment_intent.processing');
  }
}

/** What the buyer really pays: the asked sum, unless a fault changes it. */
export function paidSum(account: StripeAccount, asked: Sum, metadata: Metadata[]): Sum {
  const other = asked.currency === 'eur' ? 'usd' : 'eur';
  return distort(asked, account.faults.takeForPayment(metadata), other);
}

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
    const message = `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`;
    throw wrongState(message, 'payment_intent_unexpected_state');
  }
  const { amount, currency } = intent;
  Object.assign(intent, paidSum(account, { amount, currency }, [intent.metadata]));
  attemptPayment(account, intent, outcome);
}

function capture(account: StripeAccount, intent: Stripe.PaymentIntent): void {
  const charge = newCharge(intent, account.clock.nowSeconds());
  account.charges.set(charge.id, charge);
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.latest_charge = charge.id;
  intent.last_payment_error = null;
  intent.payment_method = charge.payment_method;
  account.events.record('charge.succeeded', charge, [charge.metadata]);
  noteIntent(account, intent, 'payment_intent.succeeded');
}

function decline(account: StripeAccount, intent: Stripe.PaymentIntent): void {
  const charge = newCharge(intent, account.clock.nowSeconds(), declinedCard);
  account.charges.set(charge.id, charge);
  intent.status = 'requires_payment_method';
  intent.latest_charge = charge.id;
  intent.payment_method = null;
  intent.last_payment_error = {
    ...declinedCard,
    charge: charge.id,
    decline_code: 'generic_decline',
    doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    type: 'card_error',
  };
  account.events.record('charge.failed', charge, [charge.metadata]);
  noteIntent(account, intent, 'payment_intent.payment_failed');
}
