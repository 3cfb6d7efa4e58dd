import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { namesOf, phoneOf, plainText } from './buyer-fields.ts';

/**
 * The body of `POST /v1/payment`: a page where the buyer chooses the operator, hence no
 * `payment_method`. Integrators report a limit of 120 characters for each address.
 */
export function v1Request(payment: Payment, comeBack: ComeBackUrls, transactionId: string) {
  const { first, last } = namesOf(payment.buyer);
  return {
    merchant_transaction_id: transactionId,
    amount: payment.amount.minor,
    currency: payment.amount.currency,
    lang: payment.locale,
    designation: plainText(payment.description),
    client_email: payment.buyer.email,
    client_first_name: first,
    client_last_name: last,
    client_phone_number: phoneOf(payment.buyer),
    success_url: comeBack.success,
    failed_url: comeBack.cancel,
    notify_url: comeBack.notify,
    direct_pay: false,
  };
}
