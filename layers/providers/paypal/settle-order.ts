import type { Payment } from '#domain/payments/payment';
import type { ProviderState, StatusAnswer } from '#domain/payments/payment-provider';
import type { JsonExchange } from '../http-client.ts';
import { belongsTo, captureIn, foundIn, type OrderAnswer, readOrder } from './orders.ts';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isMissing, refusalIn } from './refusals.ts';
import { stateOfOrder } from './states.ts';
import type { WireOrder } from './wire.ts';

type Known = Extract<StatusAnswer, { kind: 'known' }>;

/**
 * Finds out the state of an order, and captures the money that the buyer has approved.
 *
 * Never captures an order after the shop has closed its payment: PayPal cannot cancel orders, so
 * not capturing is the cancellation.
 */
export async function settleOrder(
  client: PayPalClient,
  payment: Payment,
  reference: string,
  now: Date,
): Promise<StatusAnswer> {
  const read = await readOrder(client, reference);
  if (read.kind === 'missing') return gone(payment, reference, now);
  if (read.kind === 'unknown') return read;
  if (!belongsTo(read.order, payment)) return { kind: 'absent' };
  const state = stateOfOrder(read.order);
  const closed = closedAs(payment);
  if (closed && !captureIn(read.order)) return known(reference, { state: closed });
  return state === 'approved' ? capture(client, payment, read.order) : known(reference, state);
}

const known = (reference: string, now: ProviderState): Known => ({ kind: 'known', reference, now });

/** How a payment ended, or is about to end, on our side. */
function closedAs({ closing, status }: Payment): 'cancelled' | 'expired' | undefined {
  if (closing) return closing;
  if (status === 'expired') return 'expired';
  return status === 'cancelled' || status === 'failed' ? 'cancelled' : undefined;
}

/**
 * PayPal deletes unpaid orders. Nobody can pay a deleted order, so a payment past its time has
 * expired; before that, or once money is on its way, a 404 does not end it.
 */
function gone(payment: Payment, reference: string, now: Date): StatusAnswer {
  const isOver =
    payment.status === 'pending' &&
    payment.providerReference === reference &&
    now.getTime() >= Date.parse(payment.expiresAt);
  return isOver ? known(reference, { state: 'expired' }) : { kind: 'absent' };
}

async function capture(
  client: PayPalClient,
  payment: Payment,
  order: WireOrder,
): Promise<StatusAnswer> {
  const { id: reference = '' } = order;
  const answer = await client.call({
    method: 'POST',
    path: `/v2/checkout/orders/${reference}/capture`,
    body: {},
    requestId: `${payment.id}:capture`,
  });
  if (isMissing(answer)) return { kind: 'absent' };
  const refusal = refusalIn(answer);
  if (refusal?.code === 'INSTRUMENT_DECLINED') return known(reference, declinedFor(order));
  if (refusal) return afterRefusal(client, reference, refusal, answer);
  const captured = foundIn(answer);
  const isTold = captured.kind === 'found' && captureIn(captured.order);
  return captured.kind === 'found' && !isTold
    ? stateAfter(reference, await readOrder(client, reference))
    : stateAfter(reference, captured);
}

/**
 * The buyer may choose another means of payment. PayPal gives no reason and no time, so the order's
 * last change counts.
 */
const declinedFor = ({ update_time = '' }: WireOrder): ProviderState => {
  const at = Number.isNaN(Date.parse(update_time))
    ? undefined
    : new Date(update_time).toISOString();
  return { state: 'pending', decline: { code: 'declined', ...(at !== undefined && { at }) } };
};

/** The money was captured, by this request or another; the order has the result. */
function stateAfter(reference: string, read: OrderAnswer): StatusAnswer {
  if (read.kind === 'missing') return { kind: 'absent' };
  if (read.kind === 'unknown') return read;
  const state = stateOfOrder(read.order);
  return state === 'approved'
    ? { kind: 'unknown', cause: new Error('PayPal does not show the money that it took') }
    : known(reference, state);
}

/** The buyer must first approve, or choose another means of payment. */
const stillPayable = new Set(['ORDER_NOT_APPROVED', 'PAYER_ACTION_REQUIRED']);

/** Issues that PayPal never resolves for this order. */
const final = new Set([
  'TRANSACTION_REFUSED',
  'COMPLIANCE_VIOLATION',
  'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED',
]);

/** Any other reason, such as a restricted account, may be temporary: the result is unknown. */
async function afterRefusal(
  client: PayPalClient,
  reference: string,
  { code, message }: { code: string; message: string },
  answer: JsonExchange,
): Promise<StatusAnswer> {
  if (code === 'ORDER_ALREADY_CAPTURED')
    return stateAfter(reference, await readOrder(client, reference));
  if (stillPayable.has(code)) return known(reference, { state: 'pending' });
  return final.has(code)
    ? known(reference, { state: 'failed', code, message })
    : { kind: 'unknown', cause: causeOf(answer) };
}
