import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { lineWithin } from '../text-limit.ts';
import { toWire } from './money.ts';
import { payPalTextLimits as limits } from './text-limits.ts';

const localeOf = { fr: 'fr-FR', en: 'en-GB' } as const;

/**
 * The body of `POST /v2/checkout/orders`.
 *
 * Has no `invoice_id`: most accounts accept each only once, across all applications, and check it
 * at the capture, so an approved payment could fail with `DUPLICATE_INVOICE_ID`. Our id is the
 * `custom_id`, which captures and notifications return.
 */
export const orderRequest = (payment: Payment, comeBack: ComeBackUrls, brandName: string) => ({
  intent: 'CAPTURE',
  purchase_units: [
    {
      custom_id: payment.id,
      description: lineWithin(payment.description, limits.description),
      amount: toWire(payment.amount),
    },
  ],
  payment_source: {
    paypal: {
      experience_context: {
        brand_name: lineWithin(brandName, limits.brandName),
        locale: localeOf[payment.locale],
        return_url: comeBack.success,
        cancel_url: comeBack.cancel,
        user_action: 'PAY_NOW',
        shipping_preference: 'NO_SHIPPING',
      },
    },
  },
});
