import type { Payment } from '#domain/payments/payment';
import type {
  MoneyBackAnswer,
  ProviderRefund,
  RefundAnswer,
  RefundOrder,
} from '#domain/payments/payment-provider';
import { lineWithin } from '../text-limit.ts';
import { disputeOver } from './disputes.ts';
import { fromWire, toWire } from './money.ts';
import { belongsTo, readOrder } from './orders.ts';
import { ownId } from './own-ids.ts';
import type { PayPalClient } from './paypal-client.ts';
import { causeOf, isSuccess, refusalIn } from './refusals.ts';
import { payPalTextLimits } from './text-limits.ts';
import type { WireOrder, WireRefund } from './wire.ts';

/** Refunds money at PayPal, with the refund's own id, which PayPal remembers for 45 days. */
export async function refundAtPayPal(
  client: PayPalClient,
  payment: Payment,
  { id, amount, noteToBuyer = '' }: RefundOrder,
): Promise<RefundAnswer> {
  const capture = payment.providerTransaction;
  if (capture === undefined)
    return { kind: 'refused', code: 'capture_unknown', message: 'No money is known to be taken.' };
  const answer = await client.call({
    method: 'POST',
    path: `/v2/payments/captures/${encodeURIComponent(capture)}/refund`,
    body: {
      amount: toWire(amount),
      custom_id: id,
      note_to_payer: lineWithin(noteToBuyer, payPalTextLimits.noteToPayer),
    },
    requestId: id,
  });
  const refusal = refusalIn(answer);
  if (refusal) return { kind: 'refused', ...refusal };
  const refund = isSuccess(answer) ? ((answer.body ?? {}) as WireRefund) : {};
  if (typeof refund.id !== 'string') return { kind: 'unknown', cause: causeOf(answer) };
  const status = statusOf(refund);
  return status === 'failed'
    ? {
        kind: 'refused',
        code: refund.status_details?.reason ?? refund.status ?? 'FAILED',
        message: 'PayPal could not give the money back.',
      }
    : { kind: 'accepted', reference: refund.id, status };
}

/**
 * All refunds of a payment, and its disputes.
 *
 * Money that PayPal takes back after a lost dispute is not a refund; only the dispute shows it. The
 * account's application needs the feature "Disputes".
 */
export async function moneyBackAtPayPal(
  client: PayPalClient,
  payment: Payment,
): Promise<MoneyBackAnswer> {
  const { providerReference: order, providerTransaction: capture } = payment;
  if (order === undefined || capture === undefined)
    return { kind: 'known', refunds: [], dispute: null };
  const [read, disputed] = await Promise.all([
    readOrder(client, order),
    disputeOver(client, capture),
  ]);
  if (read.kind === 'unknown') return read;
  if (disputed.kind === 'unknown') return disputed;
  if (read.kind === 'missing' || !belongsTo(read.order, payment))
    return { kind: 'unknown', cause: new Error('PayPal does not show the order of this payment') };
  const refunds = refundsIn(read.order).map(asProviderRefund);
  return { kind: 'known', refunds, dispute: disputed.dispute };
}

const refundsIn = ({ purchase_units }: WireOrder): WireRefund[] =>
  (purchase_units ?? []).flatMap(({ payments }) => payments?.refunds ?? []);

const asProviderRefund = (refund: WireRefund): ProviderRefund => ({
  reference: refund.id ?? '',
  refundId: ownId('ref', refund.custom_id),
  minor: fromWire(refund.amount).minor,
  status: statusOf(refund),
});

function statusOf({ status }: WireRefund): ProviderRefund['status'] {
  if (status === 'COMPLETED') return 'succeeded';
  return status === 'FAILED' || status === 'CANCELLED' ? 'failed' : 'pending';
}
