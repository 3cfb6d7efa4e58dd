import type Stripe from 'stripe';
import type { StripeAccount } from './account.ts';
import { currencyOf, refuseUnchargeable } from './amounts.ts';
import { customerNamed } from './customers.ts';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter, paymentMethodTypesRefused, wrongState } from './errors.ts';
import {
  metadataOf,
  oneOf,
  optionalForm,
  optionalText,
  requiredInteger,
  textList,
} from './parameters.ts';
import { newIntent } from './payment-intent-object.ts';
import { intentParameters } from './payment-intent-parameters.ts';

const cancellationReasons = [
  'abandoned',
  'duplicate',
  'fraudulent',
  'requested_by_customer',
] as const;

export const createIntent: Endpoint = {
  known: { ...intentParameters, payment_method_types: true },
  act: ({ account, params }) => {
    if (params.payment_method_types !== undefined) throw paymentMethodTypesRefused();
    if (params.confirm === 'true') {
      throw invalidParameter('confirm', 'Not simulated: the buyer confirms, on the mobile sheet.');
    }
    const amount = requiredInteger(params, 'amount');
    const currency = currencyOf(params);
    refuseUnchargeable(amount, currency);
    const automatic = optionalForm(params, 'automatic_payment_methods') ?? {};
    const intent = newIntent({
      amount,
      currency,
      created: account.clock.nowSeconds(),
      metadata: metadataOf(params),
      customer: customerNamed(account, params),
      description: optionalText(params, 'description') ?? null,
      receiptEmail: optionalText(params, 'receipt_email') ?? null,
      statementDescriptorSuffix: optionalText(params, 'statement_descriptor_suffix') ?? null,
      allowedPaymentMethodTypes: textList(params, 'allowed_payment_method_types') ?? null,
      isAutomatic: automatic.enabled !== 'false',
    });
    addIntent(account, intent);
    return intent;
  },
};

export const cancelIntentEndpoint: Endpoint = {
  known: { expand: true, cancellation_reason: true },
  act: ({ account, params, ids }) => {
    const intent = account.intent(ids.id);
    const reason = oneOf(params, 'cancellation_reason', cancellationReasons);
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
  noteIntent(account, intent, 'payment_intent.created');
}

export function cancelIntent(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  intent.status = 'canceled';
  intent.canceled_at = account.clock.nowSeconds();
  intent.cancellation_reason = reason;
  noteIntent(account, intent, 'payment_intent.canceled');
}

/** Records an event about the PaymentIntent. */
export function noteIntent(
  account: StripeAccount,
  intent: Stripe.PaymentIntent,
  type: Stripe.Event.Type,
): void {
  account.events.record(type, intent, [intent.metadata]);
}
