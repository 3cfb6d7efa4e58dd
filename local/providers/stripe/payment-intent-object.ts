import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import { newId } from './ids.ts';

/** The differences between PaymentIntents; other fields have Stripe's defaults. */
export type IntentTerms = {
  amount: number;
  currency: string;
  created: number;
  metadata: Record<string, string>;
  customer: string | null;
  description: string | null;
  receiptEmail: string | null;
  statementDescriptorSuffix: string | null;
  allowedPaymentMethodTypes: string[] | null;
  isAutomatic: boolean;
};

export function newIntent(terms: IntentTerms): Stripe.PaymentIntent {
  const id = newId('pi_3');
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: terms.allowedPaymentMethodTypes,
    amount: terms.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: terms.isAutomatic
      ? { allow_redirects: 'always', enabled: true }
      : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: terms.created,
    currency: terms.currency,
    customer: terms.customer,
    customer_account: null,
    description: terms.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: { ...terms.metadata },
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: {} as Stripe.PaymentIntent.PaymentMethodOptions.Card },
    payment_method_types: terms.allowedPaymentMethodTypes ?? ['card', 'link'],
    payment_record: null,
    processing: null,
    receipt_email: terms.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: terms.statementDescriptorSuffix,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
}
