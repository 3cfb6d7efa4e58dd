import type Stripe from 'stripe';
import type { ProviderState } from '#domain/payments/payment-provider';
import { declineOf } from './declines.ts';

/** The payment's state in a checkout session with its payment intent expanded. */
export function stateOfSession(session: Stripe.Checkout.Session): ProviderState {
  switch (session.status) {
    case 'expired':
      return { state: 'expired' };
    case 'complete':
      return stateOfCompleteSession(session);
    default:
      return { state: 'pending', ...declineIn(session.payment_intent) };
  }
}

/** For open sessions: the intent exists from the first attempt on. */
const declineIn = (intent: Stripe.Checkout.Session['payment_intent']) =>
  intent !== null && typeof intent === 'object' ? declineOf(intent) : {};

function stateOfCompleteSession(session: Stripe.Checkout.Session): ProviderState {
  const isPaid =
    session.payment_status === 'paid' || session.payment_status === 'no_payment_required';
  if (isPaid)
    return {
      state: 'paid',
      amount: { minor: session.amount_total ?? 0, currency: session.currency ?? '' },
      transaction: idOf(session.payment_intent),
    };
  // A delayed method: complete, but unpaid until the money comes or fails.
  const intent = session.payment_intent;
  const isExpanded = intent !== null && typeof intent !== 'string';
  if (isExpanded && intent.status === 'canceled') return { state: 'cancelled' };
  return isExpanded && intent.status === 'requires_payment_method'
    ? failed(intent)
    : { state: 'processing' };
}

/** A decline is not final: the buyer may try another card, so only `canceled` is. */
export function stateOfPaymentIntent(intent: Stripe.PaymentIntent): ProviderState {
  switch (intent.status) {
    case 'succeeded':
      return {
        state: 'paid',
        amount: { minor: intent.amount_received, currency: intent.currency },
        transaction: intent.id,
      };
    case 'processing':
      return { state: 'processing' };
    case 'canceled':
      return { state: 'cancelled' };
    default:
      return { state: 'pending', ...declineOf(intent) };
  }
}

const failed = (intent: Stripe.PaymentIntent): ProviderState => ({
  state: 'failed',
  code: intent.last_payment_error?.code ?? 'payment_failed',
  message: intent.last_payment_error?.message ?? 'The payment was refused.',
  ...declineOf(intent),
});

const idOf = (object: string | { id: string } | null): string | undefined =>
  typeof object === 'string' ? object : object?.id;
