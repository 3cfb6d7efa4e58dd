import type Stripe from 'stripe';
import type { Payment } from '#domain/payments/payment';
import type {
  MoneyBackAnswer,
  ProviderDispute,
  ProviderRefund,
  RefundAnswer,
  RefundOrder,
} from '#domain/payments/payment-provider';
import { paymentIdKey, refundIdKey } from './notification.ts';
import { genuine, isRefusal } from './refusals.ts';

/** Refunds money at Stripe, with the refund's own key. Stripe has no note to the buyer. */
export async function refundAtStripe(
  stripe: Stripe,
  payment: Payment,
  { id, amount, cause }: RefundOrder,
): Promise<RefundAnswer> {
  try {
    const refund = await stripe.refunds.create(
      {
        payment_intent: payment.providerTransaction,
        amount: amount.minor,
        reason: cause,
        metadata: { [refundIdKey]: id, [paymentIdKey]: payment.id },
      },
      { idempotencyKey: id },
    );
    const status = statusOf(genuine(refund));
    return status === 'failed'
      ? {
          kind: 'refused',
          code: refund.failure_reason ?? 'refund_failed',
          message: 'The refund failed.',
        }
      : { kind: 'accepted', reference: refund.id, status };
  } catch (error) {
    return isRefusal(error)
      ? { kind: 'refused', code: error.code ?? error.type, message: error.message }
      : { kind: 'unknown', cause: error };
  }
}

/** All refunds of a payment, and its disputes. */
export async function moneyBackAtStripe(
  stripe: Stripe,
  payment: Payment,
): Promise<MoneyBackAnswer> {
  const payment_intent = payment.providerTransaction;
  if (payment_intent === undefined) return { kind: 'known', refunds: [], dispute: null };
  try {
    const [refunds, disputes] = await Promise.all([
      stripe.refunds.list({ payment_intent, limit: 100 }),
      stripe.disputes.list({ payment_intent, limit: 10 }),
    ]);
    return {
      kind: 'known',
      refunds: refunds.data.map(asProviderRefund),
      dispute: disputeOf(disputes.data),
    };
  } catch (error) {
    return { kind: 'unknown', cause: error };
  }
}

const asProviderRefund = (refund: Stripe.Refund): ProviderRefund => ({
  reference: refund.id,
  refundId: refund.metadata?.[refundIdKey],
  minor: refund.amount,
  status: statusOf(refund),
});

function statusOf({ status }: Stripe.Refund): ProviderRefund['status'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending';
}

/**
 * One that is open outweighs those that are over; a warning that was closed cost nothing.
 *
 * The amounts are those of the disputes, in the currency that was charged: their balance
 * transactions are in the account's own, and less Stripe's fee
 * (docs.stripe.com/api/disputes/object).
 */
function disputeOf(disputes: readonly Stripe.Dispute[]): ProviderDispute | null {
  if (disputes.length === 0) return null;
  const statuses = disputes.map(({ status }) => status);
  const isOpen = statuses.some((status) => !over.has(status));
  const state = isOpen ? 'open' : statuses.includes('lost') ? 'lost' : 'won';
  const withholding = disputes.filter(({ status }) => !withholdsNothing.has(status));
  return { state, withheldMinor: withholding.reduce((sum, { amount }) => sum + amount, 0) };
}

const over = new Set<string>(['won', 'lost', 'warning_closed', 'prevented']);

/** A warning asks before any money is taken; what is won or prevented is given back, or was never taken. */
const withholdsNothing = new Set<string>([
  ...['won', 'prevented', 'warning_closed'],
  ...['warning_needs_response', 'warning_under_review'],
]);
