import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';

/**
 * The body of `POST /api/v1/payments/initiate`, made only from the payment, so that a retry sends
 * the same bytes with the same key. Amounts are minor units; the reference is our payment's id.
 */
export const initiationOf = (payment: Payment, comeBack: ComeBackUrls) => ({
  reference: payment.id,
  mode: payment.actionWanted,
  amount: payment.amount.minor,
  currency: payment.amount.currency,
  description: payment.description,
  customer: {
    name: payment.buyer.name,
    email: payment.buyer.email,
    ...(payment.buyer.phone !== undefined && { phone: payment.buyer.phone }),
  },
  return_url: comeBack.success,
  cancel_url: comeBack.cancel,
  callback_url: comeBack.notify,
  expires_at: payment.expiresAt,
  locale: payment.locale,
  metadata: {
    ...payment.metadata,
    ...(payment.orderId !== undefined && { order_id: payment.orderId }),
  },
});
