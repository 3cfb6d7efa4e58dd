import type Stripe from 'stripe';
import type { Metadata, Sum } from '../faults.ts';
import type { SessionRecord, StripeAccount } from './account.ts';
import { absent } from './endpoint.ts';
import { wrongState } from './errors.ts';
import { newId } from './ids.ts';
import { addIntent } from './payment-intents.ts';
import { saveCard } from './payment-methods.ts';
import { newCharge, newIntent } from './payment-objects.ts';

/** What a buyer does with a payment method: it works, it is declined, or the money comes later. */
export const buyerOutcomes = ['pay', 'decline', 'later'] as const;
export type BuyerOutcome = (typeof buyerOutcomes)[number];

const declinedCard = { code: 'card_declined', message: 'Your card was declined.' };
const declinedError = {
  ...declinedCard,
  decline_code: 'generic_decline',
  doc_url: 'https://stripe.com/docs/error-codes/card-declined',
  type: 'card_error' as const,
};

/** The buyer presents a payment method for the intent, which decides its result. */
function attemptPayment(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  outcome: BuyerOutcome,
): void {
  if (outcome === 'later') {
    intent.status = 'processing';
    intent.payment_method = newId('pm_1');
    account.events.record('payment_intent.processing', intent);
  } else charge(account, intent, outcome === 'pay');
}

function paidSum(account: StripeAccount, asked: Sum, metadata: Metadata[]): Sum {
  const other = asked.currency === 'eur' ? 'usd' : 'eur';
  return account.faults.paidSum(asked, metadata, other);
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

/** The bank pays, or declines the card: a charge either way. */
function charge(account: StripeAccount, intent: Stripe.PaymentIntent, isPaid: boolean): void {
  const made = newCharge(intent, account.clock.nowSeconds(), isPaid ? undefined : declinedCard);
  account.charges.set(made.id, made);
  intent.status = isPaid ? 'succeeded' : 'requires_payment_method';
  intent.amount_received = made.amount_captured;
  intent.latest_charge = made.id;
  intent.payment_method = isPaid ? made.payment_method : null;
  intent.last_payment_error = isPaid ? null : { ...declinedError, charge: made.id };
  account.events.record(isPaid ? 'charge.succeeded' : 'charge.failed', made);
  const result = isPaid ? 'succeeded' : 'payment_failed';
  account.events.record(`payment_intent.${result}`, intent);
  if (isPaid) saveCard(account, intent);
}

/** True once a delayed method was chosen and the bank has not answered yet. */
export function awaitsBank({ session }: SessionRecord): boolean {
  return session.status === 'complete' && session.payment_status === 'unpaid';
}

/** The buyer decides on the hosted page, while the session is open. */
export function payOnPage(
  account: StripeAccount,
  record: SessionRecord,
  outcome: BuyerOutcome,
): void {
  if (record.session.status !== 'open') throw wrongState('This Checkout Session is not open.');
  const intent = intentFor(account, record);
  attemptPayment(account, intent, outcome);
  if (outcome === 'decline') return;
  complete(account, record, outcome === 'pay' ? 'paid' : 'unpaid');
}

/** The bank decides about a delayed method. */
export function settleDelayed(
  account: StripeAccount,
  record: SessionRecord,
  outcome: 'pay' | 'decline',
): void {
  if (!awaitsBank(record)) throw wrongState('This Checkout Session awaits no delayed payment.');
  attemptPayment(account, intentFor(account, record), outcome);
  if (outcome === 'pay') record.session.payment_status = 'paid';
  const result = outcome === 'pay' ? 'succeeded' : 'failed';
  const type = `checkout.session.async_payment_${result}` as const;
  account.events.record(type, record.session, [record.intentData.metadata]);
}

function complete(
  account: StripeAccount,
  record: SessionRecord,
  paymentStatus: Stripe.Checkout.Session.PaymentStatus,
): void {
  const { session } = record;
  session.status = 'complete';
  session.payment_status = paymentStatus;
  session.url = null;
  session.customer_details = {
    ...absent('address business_name individual_name name phone'),
    email: session.customer_email ?? 'buyer@example.com',
    tax_exempt: 'none',
    tax_ids: [],
  };
  account.events.record('checkout.session.completed', session, [record.intentData.metadata]);
}

/** The session's PaymentIntent, created at the first attempt to pay, as Stripe does. */
function intentFor(
  account: StripeAccount,
  { session, intentData }: SessionRecord,
): Stripe.PaymentIntent {
  const existing = account.intents.get(String(session.payment_intent));
  if (existing) return existing;
  const asked = { amount: session.amount_total ?? 0, currency: session.currency ?? '' };
  const terms = paidSum(account, asked, [session.metadata ?? {}, intentData.metadata]);
  session.amount_total = terms.amount;
  session.amount_subtotal = terms.amount;
  session.currency = terms.currency;
  const intent = newIntent({
    ...intentData,
    ...terms,
    created: account.clock.nowSeconds(),
    customer: session.customer as string | null,
    allowedPaymentMethodTypes: session.allowed_payment_method_types,
    isAutomatic: true,
  });
  session.payment_intent = intent.id;
  addIntent(account, intent);
  return intent;
}
