import { choiceOf, wishOf, wrongWish } from '../controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Control } from '../simulation.ts';
import type { PayPalAccount } from './account.ts';
import { settleCapture } from './capture-order.ts';
import { disputeMoves, moveDispute, withheld } from './disputes.ts';
import { disputeObject, payerUrl, refundObject, wholeCapture } from './objects.ts';
import { decide, expireDueOrders, mayChoose, payerOutcomes } from './payer.ts';
import { type Capture, marksOf, type Order } from './records.ts';
import { refundCapture, settleRefund } from './refund-capture.ts';
import { headersFor } from './tell.ts';

const refundStatuses = {
  pending: 'PENDING',
  completed: 'COMPLETED',
  failed: 'FAILED',
  cancelled: 'CANCELLED',
} as const;
const captureWords = { pay: 'COMPLETED', decline: 'DENIED', declined: 'DECLINED' } as const;

/** The controls of this simulation besides the common ones. */
export const controls: Record<string, Control<PayPalAccount>> = {
  'GET /_sim/orders': allOrders,
  'POST /_sim/orders/:id/decide': decideForPayer,
  'POST /_sim/orders/:id/expire': expireOrder,
  'GET /_sim/charges': takenMoney,
  'POST /_sim/captures/:id/settle': settlePending,
  'POST /_sim/refunds/:id': settleRefundLater,
  'POST /_sim/dashboard-refunds': refundInDashboard,
  'POST /_sim/disputes': dispute,
  'POST /_sim/tokens/expire': expireTokens,
  'POST /_sim/signatures': signBytes,
};

function allOrders(account: PayPalAccount): object {
  return [...account.orders.values()].map((order) => summary(account, order));
}

/** The payer decides without the page. */
function decideForPayer(account: PayPalAccount, call: Call): object {
  const order = account.order(call.ids.id);
  const outcome = choiceOf(wishOf(call), 'outcome', payerOutcomes);
  if (!mayChoose(order, outcome)) {
    throw wrongWish(409, `The payer cannot choose "${outcome}" for this order.`);
  }
  decide(account, order, outcome);
  return summary(account, order);
}

/** Expires this order only. */
function expireOrder(account: PayPalAccount, { ids }: Call): object {
  const order = account.order(ids.id);
  order.expiresMs = account.clock.nowMs();
  expireDueOrders(account);
  return summary(account, order);
}

/** The money really taken: for which order, what went back, what is left. */
function takenMoney(account: PayPalAccount): object {
  const taken = [...account.captures.values()].filter(({ state }) => state === 'COMPLETED');
  return taken.map((capture) => {
    const refunded = account.refundedOf(capture);
    return {
      id: capture.id,
      order_id: capture.order.id,
      amount: capture.sum.amount,
      currency: capture.sum.currency,
      metadata: marksOf(capture.order, capture.unit),
      amount_refunded: refunded,
      refunded: refunded === capture.sum.amount,
      held: capture.sum.amount - refunded - withheld(account, capture),
      disputed: account.disputesOf(capture).length > 0,
      reversed: capture.reason === 'CHARGEBACK',
      created: Math.floor(capture.createdMs / 1000),
    };
  });
}

/** Events call a refusal DENIED or DECLINED; PayPal does not document when which. */
function settlePending(account: PayPalAccount, call: Call): object {
  const capture = account.capture(call.ids.id);
  const outcome = choiceOf(wishOf(call), 'outcome', namesOf(captureWords));
  if (capture.state !== 'PENDING') throw wrongWish(409, 'This capture is not pending.');
  settleCapture(account, capture, captureWords[outcome]);
  return wholeCapture(account, capture);
}

function settleRefundLater(account: PayPalAccount, call: Call): object {
  const refund = account.refund(call.ids.id);
  const status = choiceOf(wishOf(call), 'status', namesOf(refundStatuses));
  settleRefund(account, refund, refundStatuses[status]);
  return refundObject(account, refund);
}

/** A refund by hand in the dashboard, which the seller's code does not know. */
function refundInDashboard(account: PayPalAccount, call: Call): object {
  const wish = wishOf(call);
  const capture = captureNamed(account, wish);
  const sum =
    wish.amount === undefined ? undefined : { ...capture.sum, amount: Number(wish.amount) };
  return refundObject(account, refundCapture(account, capture, { sum }));
}

/** The payer complains about the payment, or about `amount` of it. */
function dispute(account: PayPalAccount, call: Call): object {
  const wish: Record<string, unknown> = { status: 'needs_response', ...wishOf(call) };
  const move = choiceOf(wish, 'status', namesOf(disputeMoves));
  const part = wish.amount === undefined ? undefined : Number(wish.amount);
  return disputeObject(account, moveDispute(account, captureNamed(account, wish), move, part));
}

/** Every access token given so far has expired. */
function expireTokens({ tokens }: PayPalAccount): object {
  tokens.expireAll();
  return {};
}

/** Signs any bytes (`body`, in base64) as PayPal or a forger would: tests lack PayPal's key. */
function signBytes(account: PayPalAccount, call: Call): object {
  const { body, laterSeconds = 0, forgery: given, webhookId } = wishOf(call);
  const bytes = Buffer.from(String(body), 'base64');
  const forgery = (['wrongSecret', 'stale'] as const).find((one) => one === given);
  const laterMs = Number(laterSeconds) * 1_000;
  const to = webhookId === undefined ? account.options.webhookId : String(webhookId);
  return headersFor(account, bytes, { forgery, laterMs, webhookId: to });
}

/** The capture of a control, by its own id or its order's. */
function captureNamed(account: PayPalAccount, wish: Record<string, unknown>): Capture {
  const { capture_id: captureId, order_id: orderId } = wish;
  const byOrder = [...account.captures.values()].find(({ order }) => order.id === orderId);
  return account.capture(captureId === undefined ? byOrder?.id : String(captureId));
}

function summary(account: PayPalAccount, order: Order): object {
  const { id, status, isExpired, funding } = order;
  const money = order.units.map(({ sum }) => sum);
  const url = payerUrl(account, order);
  return { id, status, expired: isExpired, url, asked: money, funding, metadata: marksOf(order) };
}

const namesOf = <Name extends string>(table: Record<Name, unknown>) => Object.keys(table) as Name[];
