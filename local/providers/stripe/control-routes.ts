import { choiceOf, wishOf } from '../controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Control } from '../simulation.ts';
import type { StripeAccount } from './account.ts';
import { disputeStatuses, moveDispute, withheld } from './disputes.ts';
import { buyerOutcomes, confirmIntent, settleDelayed } from './paying.ts';
import { chargeOfIntent, refundCharge, settleRefund } from './refunds.ts';

/** The controls of this simulation besides the common ones. */
export const controls: Record<string, Control<StripeAccount>> = {
  'GET /_sim/charges': capturedCharges,
  'POST /_sim/payment_intents/:id/confirm': confirm,
  'POST /_sim/checkout/sessions/:id/settle': settle,
  'POST /_sim/disputes': dispute,
  'POST /_sim/refunds/:id': settleRefundLater,
  'POST /_sim/dashboard-refunds': refundInDashboard,
};

/** The money really captured: for which payment, what went back, what is left. */
function capturedCharges(account: StripeAccount): object {
  return [...account.charges.values()]
    .filter((charge) => charge.captured)
    .map((charge) => ({
      id: charge.id,
      payment_intent: charge.payment_intent,
      amount: charge.amount,
      currency: charge.currency,
      metadata: charge.metadata,
      amount_refunded: charge.amount_refunded,
      refunded: charge.refunded,
      held: charge.amount - charge.amount_refunded - withheld(account, charge),
      disputed: charge.disputed,
      created: charge.created,
    }));
}

function confirm(account: StripeAccount, call: Call): object {
  const intent = account.intent(call.ids.id);
  confirmIntent(account, intent, choiceOf(outcomeIn(call), 'outcome', buyerOutcomes));
  return intent;
}

function settle(account: StripeAccount, call: Call): object {
  const record = account.session(call.ids.id);
  settleDelayed(account, record, choiceOf(outcomeIn(call), 'outcome', ['pay', 'decline']));
  return record.session;
}

/** The bank opens, moves on or closes a dispute over the payment, or over `amount` of it. */
function dispute(account: StripeAccount, call: Call): object {
  const wish: Record<string, unknown> = { status: 'needs_response', ...wishOf(call) };
  const status = choiceOf(wish, 'status', disputeStatuses);
  const part = wish.amount === undefined ? undefined : Number(wish.amount);
  const charge = chargeOfIntent(account, String(wish.payment_intent));
  return moveDispute(account, charge, status, part);
}

function settleRefundLater(account: StripeAccount, call: Call): object {
  const status = choiceOf(wishOf(call), 'status', ['pending', 'succeeded', 'failed']);
  const refund = account.refund(call.ids.id);
  settleRefund(account, refund, status);
  return refund;
}

/** A refund by hand in the dashboard, which the seller's code does not know. */
function refundInDashboard(account: StripeAccount, call: Call): object {
  const { payment_intent: intent, amount } = wishOf(call);
  const charge = chargeOfIntent(account, String(intent));
  return refundCharge(account, charge, amount === undefined ? {} : { amount: Number(amount) });
}

/** From JSON, or from a form as the mobile sheet's stand-in would post it. */
function outcomeIn(call: Call): Record<string, unknown> {
  const isForm = call.headers['content-type']?.includes('x-www-form-urlencoded');
  return isForm ? Object.fromEntries(new URLSearchParams(call.body)) : wishOf(call);
}
