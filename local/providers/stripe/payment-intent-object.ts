import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import { newId } from './ids.ts';
import { absent } from './parameters.ts';

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
    ...absent(
      'application application_fee_amount canceled_at cancellation_reason customer_account',
      'excluded_payment_method_types last_payment_error latest_charge managed_payments next_action',
      'on_behalf_of payment_method payment_method_configuration_details payment_record processing',
      'review setup_future_usage shipping source statement_descriptor transfer_data transfer_group',
    ),
    id,
    object: 'payment_intent',
    allowed_payment_method_types: terms.allowedPaymentMethodTypes,
    amount: terms.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    automatic_payment_methods: terms.isAutomatic
      ? { allow_redirects: 'always', enabled: true }
      : null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomText(25)}`,
    confirmation_method: 'automatic',
    created: terms.created,
    currency: terms.currency,
    customer: terms.customer,
    description: terms.description,
    livemode: false,
    metadata: { ...terms.metadata },
    payment_method_options: { card: {} as Stripe.PaymentIntent.PaymentMethodOptions.Card },
    payment_method_types: terms.allowedPaymentMethodTypes ?? ['card', 'link'],
    receipt_email: terms.receiptEmail,
    statement_descriptor_suffix: terms.statementDescriptorSuffix,
    status: 'requires_payment_method',
  };
}
