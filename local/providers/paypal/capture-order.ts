import { distort } from '../distort.ts';
import type { PayPalAccount } from './account.ts';
import type { Capture } from './capture.ts';
import { wholeCapture } from './capture-object.ts';
import type { Endpoint } from './endpoint.ts';
import { failure } from './failure.ts';
import { captureOf, orderOf } from './find-records.ts';
import { newId } from './ids.ts';
import { get } from './links.ts';
import type { Order, PurchaseUnit } from './order.ts';
import { marksOf } from './order.ts';
import { minimalCapturedOrder, orderObject, payerUrl } from './order-object.ts';
import { tellOfCapture, tellOfOrder } from './tell.ts';

/** How often the payer's instrument may be declined; PayPal's number is undocumented. */
const attemptsMax = 10;

/** `POST /v2/checkout/orders/{id}/capture` */
export const captureOrder: Endpoint = ({ account, ids, isMinimal }) => {
  const order = orderOf(account, ids.id);
  refuseUncapturable(account, order);
  const captures = order.units.map((unit) => takeMoney(account, order, unit));
  order.status = 'COMPLETED';
  order.updatedMs = account.clock.nowMs();
  tellOfOrder(account, order, 'CHECKOUT.ORDER.COMPLETED');
  for (const capture of captures) {
    tellOfCapture(account, capture, capture.state === 'PENDING' ? 'PENDING' : 'COMPLETED');
  }
  const tell = isMinimal ? minimalCapturedOrder : orderObject;
  return { status: 201, body: tell(account, order) };
};

/** `GET /v2/payments/captures/{id}` */
export const readCapture: Endpoint = ({ account, ids }) => ({
  status: 200,
  body: wholeCapture(account, captureOf(account, ids.id)),
});

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
      invoiceId !== undefined && paid.some((capture) => capture.invoiceId === invoiceId),
  );
}

function takeMoney(account: PayPalAccount, order: Order, unit: PurchaseUnit): Capture {
  const fault = account.faults.takeForPayment([marksOf(order, unit)]);
  const otherCurrency = unit.sum.currency === 'EUR' ? 'USD' : 'EUR';
  const { amount, currency } = distort(unit.sum, fault, otherCurrency);
  const reasons = { echeck: 'ECHECK', review: 'PENDING_REVIEW' } as const;
  const { funding } = order;
  const reason = funding === 'echeck' || funding === 'review' ? reasons[funding] : undefined;
  const now = account.clock.nowMs();
  const capture: Capture = {
    id: newId('capture'),
    orderId: order.id,
    referenceId: unit.referenceId,
    sum: { amount, currency: currency.toUpperCase() },
    customId: unit.customId,
    invoiceId: unit.invoiceId,
    state: reason ? 'PENDING' : 'COMPLETED',
    reason,
    isECheck: funding === 'echeck',
    createdMs: now,
    updatedMs: now,
  };
  account.captures.set(capture.id, capture);
  return capture;
}
