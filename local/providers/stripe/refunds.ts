import type Stripe from 'stripe';
import { writeMoney } from '../money-text.ts';
import type { StripeAccount } from './account.ts';
import { isBlocked } from './disputes.ts';
import { absent, type Endpoint, names } from './endpoint.ts';
import { wrongState } from './errors.ts';
import { newId } from './ids.ts';
import type { Params } from './params.ts';

const reasons = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;

/** A refund's terms besides the charge; without an amount, everything left is refunded. */
type RefundTerms = {
  amount?: number;
  reason?: (typeof reasons)[number];
  metadata?: Record<string, string>;
};

export const createRefund: Endpoint = {
  known: names(`amount charge currency customer expand instructions_email metadata origin
    payment_intent reason refund_application_fee reverse_transfer`),
  act: ({ account, params }) => {
    const amount = params.integer('amount');
    if (amount !== undefined && amount < 1) {
      const message = 'This value must be greater than or equal to 1.';
      throw params.refusal('amount', message, 'parameter_invalid_integer');
    }
    const reason = params.oneOf('reason', reasons);
    const metadata = params.metadata();
    return refundCharge(account, refundedCharge(account, params), { amount, reason, metadata });
  },
};

/** Refunds at most what is left of the charge; used by the API and the dashboard. */
export function refundCharge(
  account: StripeAccount,
  charge: Stripe.Charge,
  terms: RefundTerms,
): Stripe.Refund {
  if (isBlocked(account, charge)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw wrongState(message, 'charge_disputed');
  }
  const left = charge.amount_captured - charge.amount_refunded;
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw wrongState(message, 'charge_already_refunded');
  }
  const amount = terms.amount ?? left;
  if (amount > left) throw tooLarge(charge, amount, left);
  const refund = newRefund(account, charge, { ...terms, amount });
  account.refunds.set(refund.id, refund);
  addToRefunded(charge, amount);
  account.events.record('refund.created', refund, [charge.metadata]);
  account.events.record('charge.refunded', charge);
  return refund;
}

/** The bank's later decision about a refund: a failed one is subtracted from the refunded sum. */
export function settleRefund(
  account: StripeAccount,
  refund: Stripe.Refund,
  status: 'pending' | 'succeeded' | 'failed',
): void {
  if (refund.status === status) return;
  const charge = account.charge(String(refund.charge));
  if (status === 'failed') addToRefunded(charge, -refund.amount);
  if (refund.status === 'failed') addToRefunded(charge, refund.amount);
  refund.status = status;
  if (status === 'failed') refund.failure_reason = 'expired_or_canceled_card';
  else delete refund.failure_reason;
  account.events.record('refund.updated', refund, [charge.metadata]);
  if (status === 'failed') account.events.record('refund.failed', refund, [charge.metadata]);
}

/** The captured charge of an intent: the only thing that can be refunded or disputed. */
export function chargeOfIntent(account: StripeAccount, intentId: string): Stripe.Charge {
  const intent = account.intent(intentId);
  if (intent.status !== 'succeeded') {
    const message = `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`;
    throw wrongState(message, undefined, 'payment_intent');
  }
  return account.charge(String(intent.latest_charge));
}

function refundedCharge(account: StripeAccount, params: Params): Stripe.Charge {
  const intent = params.text('payment_intent');
  const charge = params.text('charge');
  if (intent !== undefined) return chargeOfIntent(account, intent);
  if (charge !== undefined) return account.charge(charge);
  const message =
    'One of the following params should be provided for this request: payment_intent or charge.';
  throw params.refusal('payment_intent', message, 'parameter_missing');
}

function newRefund(
  account: StripeAccount,
  charge: Stripe.Charge,
  terms: RefundTerms & { amount: number },
): Stripe.Refund {
  return {
    id: newId('re_3'),
    object: 'refund',
    amount: terms.amount,
    balance_transaction: newId('txn_3'),
    charge: charge.id,
    created: account.clock.nowSeconds(),
    currency: charge.currency,
    customer: charge.customer,
    destination_details: { card: { type: 'refund' }, type: 'card' },
    metadata: terms.metadata ?? {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: terms.reason ?? null,
    status: 'succeeded',
    ...absent('customer_account receipt_number source_transfer_reversal transfer_reversal'),
  };
}

function addToRefunded(charge: Stripe.Charge, amount: number): void {
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
}

function tooLarge(charge: Stripe.Charge, amount: number, left: number) {
  const write = (minor: number) => writeMoney(minor, charge.currency, 'en');
  const isUntouched = charge.amount_refunded === 0;
  const what = isUntouched ? 'charge amount' : 'unrefunded amount on charge';
  return wrongState(
    `Refund amount (${write(amount)}) is greater than ${what} (${write(left)})`,
    undefined,
    'amount',
  );
}
