import type Stripe from 'stripe';
import { randomText } from '../random-text.ts';
import { absent } from './endpoint.ts';
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

/** A card charge for the whole intent; it carries the intent's metadata of that moment. */
export function newCharge(
  intent: Stripe.PaymentIntent,
  created: number,
  decline?: { code: string; message: string },
): Stripe.Charge {
  const isPaid = decline === undefined;
  return {
    ...absent(
      'application application_fee application_fee_amount failure_balance_transaction',
      'on_behalf_of receipt_number receipt_url review shipping source source_transfer',
      'statement_descriptor transfer_data transfer_group',
    ),
    id: newId('ch_3'),
    object: 'charge',
    amount: intent.amount,
    amount_captured: isPaid ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: isPaid ? newId('txn_3') : null,
    billing_details: {
      address: emptyAddress,
      email: intent.receipt_email,
      ...absent('name phone tax_id'),
    },
    calculated_statement_descriptor: 'PEAGE TEST',
    captured: isPaid,
    created,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    outcome: outcomeOf(isPaid),
    paid: isPaid,
    payment_intent: intent.id,
    payment_method: newId('pm_1'),
    payment_method_details: cardDetails,
    receipt_email: intent.receipt_email,
    refunded: false,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: isPaid ? 'succeeded' : 'failed',
  };
}

function outcomeOf(isPaid: boolean): Stripe.Charge.Outcome {
  return {
    ...absent('advice_code network_advice_code network_decline_code'),
    network_status: isPaid ? 'approved_by_network' : 'declined_by_network',
    reason: isPaid ? null : 'generic_decline',
    seller_message: isPaid ? 'Payment complete.' : 'The bank did not return any further details.',
    type: isPaid ? 'authorized' : 'issuer_declined',
  };
}

export const emptyAddress = {
  country: 'FR',
  ...absent('city line1 line2 postal_code state'),
};

/** Stripe's test card 4242, only with the details that are shown to people. */
export const testCard = {
  brand: 'visa',
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'FR',
  exp_month: 12,
  exp_year: 2034,
  funding: 'credit',
  last4: '4242',
  wallet: null,
};

const cardDetails = {
  card: { ...testCard, network: 'visa' },
  type: 'card',
} as Stripe.Charge.PaymentMethodDetails;
