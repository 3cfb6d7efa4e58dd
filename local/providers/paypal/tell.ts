import { writeMoney } from '../money-text.ts';
import type { PayPalAccount } from './account.ts';
import { disputeObject, refundObject, wholeCapture } from './money-objects.ts';
import { orderObject } from './order-object.ts';
import { type Happening, publish } from './publish.ts';
import { type Capture, type Dispute, marksOf, type Order, type Refund } from './records.ts';
import { sumForText } from './wire.ts';

const orderSummaries = {
  'CHECKOUT.ORDER.APPROVED': 'An order has been approved by buyer',
  'CHECKOUT.ORDER.COMPLETED': 'Checkout Order Completed',
};

/** The order was approved by the payer, or captured by the seller. */
export function tellOfOrder(
  account: PayPalAccount,
  order: Order,
  type: keyof typeof orderSummaries,
): void {
  publish(account, {
    type,
    resourceType: 'checkout-order',
    resourceVersion: '2.0',
    summary: orderSummaries[type],
    resource: orderObject(account, order),
    marks: marksOf(order),
    transactionIds: [order.id],
  });
}

/** The payer approved but nobody captured: PayPal cancels the approval and deletes the order. */
export function tellOfReversedApproval(account: PayPalAccount, order: Order): void {
  publish(account, {
    type: 'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
    summary: 'A payment has been reversed after approval.',
    resource: {
      order_id: order.id,
      purchase_units: order.units.map(({ referenceId, customId, invoiceId }) => ({
        reference_id: referenceId,
        custom_id: customId,
        invoice_id: invoiceId,
      })),
      payment_source: { paypal: {} },
    },
    marks: marksOf(order),
    transactionIds: [order.id],
  });
}

/** The money came, is on its way, or failed. */
export function tellOfCapture(
  account: PayPalAccount,
  capture: Capture,
  what: 'COMPLETED' | 'PENDING' | 'DENIED' | 'DECLINED',
): void {
  publish(account, {
    ...aboutCapture(account, capture),
    type: `PAYMENT.CAPTURE.${what}`,
    resourceType: 'capture',
    summary: `Payment ${what.toLowerCase()} for ${moneyText(capture)}`,
    resource: wholeCapture(account, capture),
  });
}

/** A refund succeeded, is on its way, or failed; the resource is the refund, not the capture. */
export function tellOfRefund(account: PayPalAccount, refund: Refund): void {
  const type = {
    COMPLETED: 'PAYMENT.CAPTURE.REFUNDED',
    PENDING: 'PAYMENT.REFUND.PENDING',
    FAILED: 'PAYMENT.REFUND.FAILED',
    CANCELLED: 'PAYMENT.REFUND.FAILED',
  }[refund.status];
  const summary = `A ${moneyText(refund)} capture payment was refunded`;
  publishRefund(account, refund, { type, summary });
}

/** PayPal took the money back after a dispute. */
export function tellOfReversal(account: PayPalAccount, reversal: Refund): void {
  const summary = `A ${moneyText(reversal)} capture payment was reversed`;
  publishRefund(account, reversal, { type: 'PAYMENT.CAPTURE.REVERSED', summary });
}

export function tellOfDispute(
  account: PayPalAccount,
  dispute: Dispute,
  what: 'CREATED' | 'UPDATED' | 'RESOLVED',
): void {
  publish(account, {
    ...aboutCapture(account, dispute.capture),
    type: `CUSTOMER.DISPUTE.${what}`,
    resourceType: 'dispute',
    summary: `Dispute ${what.toLowerCase()} with Case # ${dispute.id}`,
    resource: disputeObject(account, dispute),
  });
}

function publishRefund(
  account: PayPalAccount,
  refund: Refund,
  told: Pick<Happening, 'type' | 'summary'>,
): void {
  const capture = account.captures.get(refund.captureId);
  if (!capture) return;
  const about = aboutCapture(account, capture);
  publish(account, {
    ...about,
    ...told,
    resourceType: 'refund',
    resource: refundObject(account, refund),
    transactionIds: [...about.transactionIds, refund.id],
  });
}

function aboutCapture({ orders }: PayPalAccount, capture: Capture) {
  const order = orders.get(capture.orderId);
  const unit = order?.units.find(({ referenceId }) => referenceId === capture.referenceId);
  return {
    resourceVersion: '2.0',
    marks: { ...(order && marksOf(order, unit)), capture_id: capture.id },
    transactionIds: [capture.id, capture.orderId],
  };
}

function moneyText({ sum }: { sum: Capture['sum'] }): string {
  return `${writeMoney(sumForText(sum).amount, sum.currency, 'en')} ${sum.currency}`;
}
