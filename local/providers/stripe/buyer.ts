import type Stripe from 'stripe';
import type { PaymentFault } from '../faults.ts';
import type { StripeAccount } from './account.ts';
import { newCharge } from './charge-object.ts';
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

/** Changes the paid sum when such a fault was requested. */
export function distort(
  asked: { amount: number; currency: string },
  fault: PaymentFault | undefined,
): { amount: number; currency: string } {
  if (!fault) return asked;
  switch (fault.fault) {
    case 'wrongAmount':
      return { ...asked, amount: fault.amount ?? Math.ceil(asked.amount / 2) };
    case 'wrongCurrency': {
      const other = asked.currency === 'eur' ? 'usd' : 'eur';
      return { amount: fault.amount ?? asked.amount, currency: fault.currency ?? other };
    }
  }
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
