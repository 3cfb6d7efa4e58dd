/**
 * What the webhook in PayPal's dashboard must subscribe to: every event about payments, refunds and
 * disputes that the list of developer.paypal.com/api/rest/webhooks/event-names offers. The list in
 * docs/deploy.md is tested against it.
 */
export const payPalEvents = [
  'CHECKOUT.ORDER.APPROVED',
  'CHECKOUT.ORDER.COMPLETED',
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.PENDING',
  // PayPal's documentation uses both names.
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.DECLINED',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
] as const;

/** Handled when they arrive, but missing from PayPal's lists: nobody can subscribe to them. */
const undocumentedPayPalEvents = ['PAYMENT.REFUND.PENDING', 'PAYMENT.REFUND.FAILED'] as const;

export type PayPalEventType =
  | (typeof payPalEvents)[number]
  | (typeof undocumentedPayPalEvents)[number];
