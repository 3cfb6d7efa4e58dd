import type Stripe from 'stripe';
import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { requiredLine } from '../text-limit.ts';
import { checkoutKey, paymentIdKey } from './notification.ts';
import { stripeTextLimits as limits } from './text-limits.ts';

/** Stripe does not copy session metadata to the payment intent, so both get ours. */
const ownMetadata = (payment: Payment) => ({
  ...payment.metadata,
  ...(payment.orderId !== undefined && { order_id: payment.orderId }),
  [paymentIdKey]: payment.id,
});

/** Stripe uses ISO 4217's minor units for our currencies: 5000 XOF is `5000`. */
const amountOf = ({ amount }: Payment) => ({
  unit_amount: amount.minor,
  currency: amount.currency.toLowerCase(),
});

export const sessionParameters = (
  payment: Payment,
  comeBack: ComeBackUrls,
): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  client_reference_id: payment.id,
  line_items: [
    {
      quantity: 1,
      price_data: {
        ...amountOf(payment),
        product_data: { name: requiredLine(payment.description, limits.productName) },
      },
    },
  ],
  customer_email: payment.buyer.email,
  locale: payment.locale,
  success_url: comeBack.success,
  cancel_url: comeBack.cancel,
  expires_at: Math.floor(Date.parse(payment.expiresAt) / 1000),
  metadata: ownMetadata(payment),
  payment_intent_data: {
    metadata: { ...ownMetadata(payment), [checkoutKey]: 'hosted' },
    description: requiredLine(payment.description, limits.description),
  },
  allowed_payment_method_types: ['card'],
  // Buyers pay the requested amount, in its currency.
  adaptive_pricing: { enabled: false },
});

export const paymentIntentParameters = (payment: Payment): Stripe.PaymentIntentCreateParams => ({
  amount: payment.amount.minor,
  currency: payment.amount.currency.toLowerCase(),
  automatic_payment_methods: { enabled: true },
  description: requiredLine(payment.description, limits.description),
  metadata: ownMetadata(payment),
});
