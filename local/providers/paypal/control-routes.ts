import { controlBody } from '../common-controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { PayPalAccount } from './account.ts';
import type { Capture } from './capture.ts';
import { wholeCapture } from './capture-object.ts';
import { disputeObject } from './dispute-object.ts';
import { expireDueOrders } from './expire-orders.ts';
import { captureOf, orderOf, refundedAmount, refundOf } from './find-records.ts';
import type { DisputeMove } from './move-dispute.ts';
import { disputeMoves, moveDispute, withheld } from './move-dispute.ts';
import type { Order } from './order.ts';
import { marksOf } from './order.ts';
import { payerUrl } from './order-object.ts';
import { decide, mayChoose, payerOutcomes } from './payer.ts';
import { headersFor } from './publish.ts';
import { refundCapture } from './refund-capture.ts';
import { refundObject } from './refund-object.ts';
import { settleCapture, settleRefund } from './settle.ts';

type Ids = Record<string, string>;
type Control = (account: PayPalAccount, call: Call, ids: Ids) => object;

/** A control asked for something that does not exist or is impossible now. */
export class WrongWish extends Error {
  readonly status: 400 | 409;

  constructor(status: 400 | 409, message: string) {
    super(message);
    this.status = status;
  }
}

const refundStatuses = ['pending', 'completed', 'failed', 'cancelled'] as const;
const captureWords = { pay: 'COMPLETED', decline: 'DENIED', declined: 'DECLINED' } as const;

/** The controls of this simulation besides faults, clock and events. */
export const controlRoutes: Route<Control>[] = [
  { method: 'GET', pattern: '/_sim/orders', handler: allOrders },
  { method: 'POST', pattern: '/_sim/orders/:id/decide', handler: decideForPayer },
  { method: 'POST', pattern: '/_sim/orders/:id/expire', handler: expireOrder },
  { method: 'GET', pattern: '/_sim/charges', handler: takenMoney },
  { method: 'POST', pattern: '/_sim/captures/:id/settle', handler: settlePending },
  { method: 'POST', pattern: '/_sim/refunds/:id', handler: settleRefundLater },
  { method: 'POST', pattern: '/_sim/dashboard-refunds', handler: refundInDashboard },
  { method: 'POST', pattern: '/_sim/disputes', handler: dispute },
  { method: 'POST', pattern: '/_sim/tokens/expire', handler: expireTokens },
  { method: 'POST', pattern: '/_sim/signatures', handler: signBytes },
];

function allOrders(account: PayPalAccount): object {
  return [...account.orders.values()].map((order) => summary(account, order));
}

/** The payer decides without the page. */
function decideForPayer(account: PayPalAccount, call: Call, ids: Ids): object {
  const order = orderOf(account, ids.id);
  const outcome = oneOf(controlBody(call), 'outcome', payerOutcomes);
  if (!mayChoose(order, outcome)) {
    throw new WrongWish(409, `The payer cannot choose "${outcome}" for this order.`);
  }
  decide(account, order, outcome);
  return summary(account, order);
}

/** Expires this order only. */
function expireOrder(account: PayPalAccount, _call: Call, ids: Ids): object {
  const order = orderOf(account, ids.id);
  order.expiresMs = account.clock.nowMs();
  expireDueOrders(account);
  return summary(account, order);
}

/** The money really taken: for which order, what went back, what is left. */
function takenMoney(account: PayPalAccount): object {
  const taken = [...account.captures.values()].filter(({ state }) => state === 'COMPLETED');
  return taken.map((capture) => {
    const order = account.orders.get(capture.orderId);
    const unit = order?.units.find(({ referenceId }) => referenceId === capture.referenceId);
    const refunded = refundedAmount(account, capture);
    return {
      id: capture.id,
      order_id: capture.orderId,
      amount: capture.sum.amount,
      currency: capture.sum.currency,
      metadata: order ? marksOf(order, unit) : {},
      amount_refunded: refunded,
      refunded: refunded === capture.sum.amount,
      held: capture.sum.amount - refunded - withheld(account, capture),
      disputed: [...account.disputes.values()].some((one) => one.capture === capture),
      reversed: capture.reason === 'CHARGEBACK',
      created: Math.floor(capture.createdMs / 1000),
    };
  });
}

/** Events call a refusal DENIED or DECLINED; PayPal does not document when which. */
function settlePending(account: PayPalAccount, call: Call, ids: Ids): object {
  const capture = captureOf(account, ids.id);
  const outcomes = Object.keys(captureWords) as (keyof typeof captureWords)[];
  const outcome = oneOf(controlBody(call), 'outcome', outcomes);
  if (capture.state !== 'PENDING') throw new WrongWish(409, 'This capture is not pending.');
  settleCapture(account, capture, captureWords[outcome]);
  return wholeCapture(account, capture);
}

function settleRefundLater(account: PayPalAccount, call: Call, ids: Ids): object {
  const refund = refundOf(account, ids.id);
  const status = oneOf(controlBody(call), 'status', refundStatuses);
  const statuses = {
    pending: 'PENDING',
    completed: 'COMPLETED',
    failed: 'FAILED',
    cancelled: 'CANCELLED',
  } as const;
  settleRefund(account, refund, statuses[status]);
  return refundObject(account, refund);
}

/** A refund by hand in the dashboard, which the seller's code does not know. */
function refundInDashboard(account: PayPalAccount, call: Call): object {
  const wish = controlBody(call);
  const capture = captureNamed(account, wish);
  const sum =
    wish.amount === undefined ? undefined : { ...capture.sum, amount: Number(wish.amount) };
  return refundObject(account, refundCapture(account, capture, { sum }));
}

/** The payer complains about the payment, or about `amount` of it. */
function dispute(account: PayPalAccount, call: Call): object {
  const wish: Record<string, unknown> = { status: 'needs_response', ...controlBody(call) };
  const move = oneOf(wish, 'status', Object.keys(disputeMoves) as DisputeMove[]);
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
  const { body, laterSeconds = 0, forgery: given, webhookId } = controlBody(call);
  const bytes = Buffer.from(String(body), 'base64');
  const forgery = (['wrongSecret', 'stale'] as const).find((one) => one === given);
  const laterMs = Number(laterSeconds) * 1_000;
  const to = webhookId === undefined ? account.app.webhookId : String(webhookId);
  return headersFor(account, bytes, { forgery, laterMs, webhookId: to });
}

/** The capture of a control, by its own id or its order's. */
function captureNamed(account: PayPalAccount, wish: Record<string, unknown>): Capture {
  const { capture_id: captureId, order_id: orderId } = wish;
  const byOrder = [...account.captures.values()].find((capture) => capture.orderId === orderId);
  return captureOf(account, captureId === undefined ? byOrder?.id : String(captureId));
}

function summary(account: PayPalAccount, order: Order): object {
  const { id, status, isExpired, funding } = order;
  const money = order.units.map(({ sum }) => sum);
  const url = payerUrl(account, order);
  return { id, status, expired: isExpired, url, asked: money, funding, metadata: marksOf(order) };
}

function oneOf<Choice extends string>(
  wish: Record<string, unknown>,
  name: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((one) => one === wish[name]);
  if (!choice) throw new WrongWish(400, `"${name}" is one of: ${choices.join(', ')}.`);
  return choice;
}
