import type { PayPalAccount } from './account.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { newId } from './ids.ts';
import { minimalCapturedOrder, orderObject, payerUrl, wholeCapture } from './objects.ts';
import { type Capture, type Funding, marksOf, type Order, type PurchaseUnit } from './records.ts';
import { tellOfCapture, tellOfOrder } from './tell.ts';
import { get } from './wire.ts';

/** How often the payer's instrument may be declined; PayPal's number is undocumented. */
const attemptsMax = 10;

/** The money of these comes later. */
const pendingReasons: Partial<Record<Funding, Capture['reason']>> = {
  echeck: 'ECHECK',
  review: 'PENDING_REVIEW',
};

/** `POST /v2/checkout/orders/{id}/capture` */
export const captureOrder: Endpoint = ({ account, ids, isMinimal }) => {
  const order = account.order(ids.id);
  refuseUncapturable(account, order);
  const captures = order.units.map((unit) => takeMoney(account, order, unit));
  order.status = 'COMPLETED';
  order.updatedMs = account.clock.nowMs();
  tellOfOrder(account, order, 'CHECKOUT.ORDER.COMPLETED');
  for (const capture of captures) {
    tellOfCapture(account, capture, capture.state === 'PENDING' ? 'PENDING' : 'COMPLETED');
  }
  const tell = isMinimal ? minimalCapturedOrder : orderObject;
  return tell(account, order);
};

/** `GET /v2/payments/captures/{id}` */
export const readCapture: Endpoint = ({ account, ids }) =>
  wholeCapture(account, account.capture(ids.id));

/** The bank or the reviewers decide about a pending capture. */
export function settleCapture(
  account: PayPalAccount,
  capture: Capture,
  word: 'COMPLETED' | 'DENIED' | 'DECLINED',
): void {
  capture.state = word === 'COMPLETED' ? 'COMPLETED' : 'DECLINED';
  capture.reason = undefined;
  capture.updatedMs = account.clock.nowMs();
  tellOfCapture(account, capture, word);
}

function refuseUncapturable(account: PayPalAccount, order: Order): void {
  if (order.status === 'COMPLETED') throw failure('ORDER_ALREADY_CAPTURED');
  if (order.status !== 'APPROVED') throw failure('ORDER_NOT_APPROVED');
  if (isInvoicePaid(account, order)) throw failure('DUPLICATE_INVOICE_ID');
  if (order.attempts >= attemptsMax) throw failure('MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED');
  if (order.funding !== 'declining') return;
  order.attempts += 1;
  order.isDeclined = true;
  throw failure('INSTRUMENT_DECLINED', { links: [get(payerUrl(account, order), 'redirect')] });
}

/** The account accepts one payment per invoice; PayPal checks at the capture. */
function isInvoicePaid({ captures }: PayPalAccount, order: Order): boolean {
  const paid = [...captures.values()].filter(({ state }) => state !== 'DECLINED');
  return order.units.some(
    ({ invoiceId }) =>
      invoiceId !== undefined && paid.some(({ unit }) => unit.invoiceId === invoiceId),
  );
}

function takeMoney(account: PayPalAccount, order: Order, unit: PurchaseUnit): Capture {
  const otherCurrency = unit.sum.currency === 'EUR' ? 'USD' : 'EUR';
  const { amount, currency } = account.faults.paidSum(
    unit.sum,
    [marksOf(order, unit)],
    otherCurrency,
  );
  const reason = order.funding && pendingReasons[order.funding];
  const now = account.clock.nowMs();
  const capture: Capture = {
    id: newId('capture'),
    order,
    unit,
    sum: { amount, currency: currency.toUpperCase() },
    state: reason ? 'PENDING' : 'COMPLETED',
    reason,
    isECheck: order.funding === 'echeck',
    createdMs: now,
    updatedMs: now,
  };
  account.captures.set(capture.id, capture);
  return capture;
}
