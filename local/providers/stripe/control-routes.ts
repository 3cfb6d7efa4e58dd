import { controlBody } from '../common-controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { StripeAccount } from './account.ts';
import type { BuyerOutcome } from './buyer.ts';
import { buyerOutcomes } from './buyer.ts';
import { disputeStatuses, moveDispute, withheld } from './disputes.ts';
import { invalidParameter, noSuch } from './errors.ts';
import { intentOf } from './payment-intents.ts';
import { chargeOfIntent, refundCharge, refundOf, settleRefund } from './refunds.ts';
import { settleDelayed } from './session-payment.ts';
import { sessionRecord } from './sessions.ts';
import { confirmIntent } from './sheet.ts';

type Ids = Record<string, string>;
type Control = (account: StripeAccount, call: Call, ids: Ids) => object | Promise<object>;

/** The controls of this simulation besides faults and clock. */
export const controlRoutes: Route<Control>[] = [
  { method: 'GET', pattern: '/_sim/events', handler: allEvents },
  { method: 'POST', pattern: '/_sim/events/:id/send', handler: sendEventAgain },
  { method: 'GET', pattern: '/_sim/charges', handler: capturedCharges },
  { method: 'POST', pattern: '/_sim/payment_intents/:id/confirm', handler: confirm },
  { method: 'POST', pattern: '/_sim/checkout/sessions/:id/settle', handler: settle },
  { method: 'POST', pattern: '/_sim/disputes', handler: dispute },
  { method: 'POST', pattern: '/_sim/refunds/:id', handler: settleRefundLater },
  { method: 'POST', pattern: '/_sim/dashboard-refunds', handler: refundInDashboard },
];

function allEvents({ events }: StripeAccount): object {
  return [...events.records.values()].map(({ event, attempts, pending }) => ({
    ...event,
    delivery_success: pending.size === 0,
    deliveries: attempts,
  }));
}

async function sendEventAgain(account: StripeAccount, call: Call, ids: Ids): Promise<object> {
  const record = account.events.find(ids.id ?? '');
  if (!record) throw noSuch('event', ids.id ?? '');
  const { copies = 1, concurrent = false } = controlBody(call);
  await account.events.sendAgain(record, Number(copies), concurrent === true);
  return { id: record.event.id, deliveries: record.attempts };
}

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

function confirm(account: StripeAccount, call: Call, ids: Ids): object {
  const intent = intentOf(account, ids.id);
  confirmIntent(account, intent, outcomeOf(call, buyerOutcomes));
  return intent;
}

function settle(account: StripeAccount, call: Call, ids: Ids): object {
  const record = sessionRecord(account, ids.id);
  settleDelayed(account, record, outcomeOf(call, ['pay', 'decline']));
  return record.session;
}

/** The bank opens, moves on or closes a dispute over the payment, or over `amount` of it. */
function dispute(account: StripeAccount, call: Call): object {
  const { payment_intent: intent, status = 'needs_response', amount } = controlBody(call);
  const known = disputeStatuses.find((one) => one === status);
  if (!known) throw invalidParameter('status', `One of: ${disputeStatuses.join(', ')}.`);
  const part = amount === undefined ? undefined : Number(amount);
  return moveDispute(account, chargeOfIntent(account, String(intent)), known, part);
}

function settleRefundLater(account: StripeAccount, call: Call, ids: Ids): object {
  const { status } = controlBody(call);
  if (status !== 'pending' && status !== 'succeeded' && status !== 'failed') {
    throw invalidParameter('status', 'One of: pending, succeeded, failed.');
  }
  const refund = refundOf(account, ids.id);
  settleRefund(account, refund, status);
  return refund;
}

/** A refund by hand in the dashboard, which the seller's code does not know. */
function refundInDashboard(account: StripeAccount, call: Call): object {
  const { payment_intent: intent, amount } = controlBody(call);
  const charge = chargeOfIntent(account, String(intent));
  return refundCharge(account, charge, amount === undefined ? {} : { amount: Number(amount) });
}

/** The outcome, from JSON or from a form as the mobile sheet's stand-in would post it. */
function outcomeOf<Outcome extends BuyerOutcome>(call: Call, choices: readonly Outcome[]): Outcome {
  const isForm = call.headers['content-type']?.includes('x-www-form-urlencoded');
  const given = isForm ? new URLSearchParams(call.body).get('outcome') : controlBody(call).outcome;
  const outcome = choices.find((choice) => choice === given);
  if (!outcome) throw invalidParameter('outcome', `"outcome" is one of: ${choices.join(', ')}.`);
  return outcome;
}
