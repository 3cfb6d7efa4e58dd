import type Stripe from 'stripe';
import { words } from '../words.ts';
import type { StripeAccount } from './account.ts';
import { currencyOf, refuseUnchargeable } from './amounts.ts';
import { customerNamed } from './customers.ts';
import { type Endpoint, names } from './endpoint.ts';
import { paymentMethodTypesRefused, wrongState } from './errors.ts';
import { newIntent } from './payment-objects.ts';

const cancellationReasons = words('abandoned duplicate fraudulent requested_by_customer');

/** Every parameter for creating a PaymentIntent; others are rejected. */
const intentParameters = {
  automatic_payment_methods: names('enabled allow_redirects'),
  ...names(`allowed_payment_method_types amount amount_details application_fee_amount capture_method
    confirm confirmation_method confirmation_token currency customer customer_account description
    error_on_requires_action excluded_payment_method_types expand hooks mandate mandate_data
    metadata off_session on_behalf_of payment_details payment_method payment_method_configuration
    payment_method_data payment_method_options payment_method_types radar_options receipt_email return_url
    setup_future_usage shipping statement_descriptor statement_descriptor_suffix transfer_data
    transfer_group use_stripe_sdk`),
};

export const createIntent: Endpoint = {
  known: intentParameters,
  act: ({ account, params }) => {
    if (params.has('payment_method_types')) throw paymentMethodTypesRefused();
    if (params.fields.confirm === 'true') {
      throw params.refusal('confirm', 'Not simulated: the buyer confirms, on the mobile sheet.');
    }
    const amount = params.requiredInteger('amount');
    const currency = currencyOf(params);
    refuseUnchargeable(amount, currency);
    const automatic = params.object('automatic_payment_methods');
    const intent = newIntent({
      amount,
      currency,
      created: account.clock.nowSeconds(),
      metadata: params.metadata(),
      customer: customerNamed(account, params),
      description: params.text('description') ?? null,
      receiptEmail: params.text('receipt_email') ?? null,
      statementDescriptorSuffix: params.text('statement_descriptor_suffix') ?? null,
      allowedPaymentMethodTypes: params.texts('allowed_payment_method_types') ?? null,
      isAutomatic: automatic?.fields.enabled !== 'false',
    });
    addIntent(account, intent);
    return intent;
  },
};

export const cancelIntentEndpoint: Endpoint = {
  known: { expand: true, cancellation_reason: true },
  act: ({ account, params, ids }) => {
    const intent = account.intent(ids.id);
    const reason = params.oneOf('cancellation_reason', cancellationReasons);
    const belongsToSession = [...account.sessions.values()].some(
      ({ session }) => session.payment_intent === intent.id,
    );
    if (belongsToSession) {
      const message =
        'You cannot cancel this PaymentIntent because it was created by Checkout. Expire the Checkout Session instead.';
      throw wrongState(message, 'payment_intent_unexpected_state');
    }
    if (intent.status === 'succeeded' || intent.status === 'canceled') {
      const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`;
      throw wrongState(message, 'payment_intent_unexpected_state');
    }
    cancelIntent(account, intent, reason ?? null);
    return intent;
  },
};

/** Stores a new PaymentIntent and records its event. */
export function addIntent(account: StripeAccount, intent: Stripe.PaymentIntent): void {
  account.intents.set(intent.id, intent);
  account.events.record('payment_intent.created', intent);
}

export function cancelIntent(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  intent.status = 'canceled';
  intent.canceled_at = account.clock.nowSeconds();
  intent.cancellation_reason = reason;
  account.events.record('payment_intent.canceled', intent);
}
