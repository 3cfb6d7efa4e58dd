/**
 * What the webhook of the app in PayPal's dashboard must subscribe to: everything that moves
 * payments, refunds and disputes, of what can be subscribed to
 * (developer.paypal.com/api/rest/webhooks/event-names). The list in docs/deploy.md is tested
 * against it.
 */
export const payPalEvents = [
  'CHECKOUT.ORDER.APPROVED',
  'CHECKOUT.ORDER.COMPLETED',
  'CHECKOUT.PAYMENT-APPROVAL.REVERSED',
  'PAYMENT.CAPTURE.COMPLETED',
  'PAYMENT.CAPTURE.PENDING',
  // PayPal's documents use the one or the other.
  'PAYMENT.CAPTURE.DENIED',
  'PAYMENT.CAPTURE.DECLINED',
  'PAYMENT.CAPTURE.REFUNDED',
  'PAYMENT.CAPTURE.REVERSED',
  'CUSTOMER.DISPUTE.CREATED',
  'CUSTOMER.DISPUTE.UPDATED',
  'CUSTOMER.DISPUTE.RESOLVED',
] as const;

/** Understood where they come, but in none of PayPal's lists: nobody can subscribe to them. */
const undocumentedPayPalEvents = ['PAYMENT.REFUND.PENDING', 'PAYMENT.REFUND.FAILED'] as const;

export type PayPalEventType =
  | (typeof payPalEvents)[number]
  | (typeof undocumentedPayPalEvents)[number];
