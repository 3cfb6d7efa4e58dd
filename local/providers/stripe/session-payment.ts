import type Stripe from 'stripe';
import type { SessionRecord, StripeAccount } from './account.ts';
import { attemptPayment, type BuyerOutcome, paidSum } from './buyer.ts';
import { wrongState } from './errors.ts';
import { absent } from './parameters.ts';
import { newIntent } from './payment-intent-object.ts';
import { addIntent } from './payment-intents.ts';
import { noteSession } from './sessions.ts';

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
  noteSession(account, record, `checkout.session.async_payment_${result}`);
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
  noteSession(account, record, 'checkout.session.completed');
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
