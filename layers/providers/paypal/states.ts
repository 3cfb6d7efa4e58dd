import type { ProviderState } from '#domain/payments/payment-provider';
import { fromWire } from './money.ts';
import { captureIn } from './orders.ts';
import type { WireCapture, WireOrder } from './wire.ts';

/** The payment's state in an order; `approved` when the money can be captured. */
export function stateOfOrder(order: WireOrder): ProviderState | 'approved' {
  const capture = captureIn(order);
  // An order is COMPLETED even when its money is pending or refused: the capture decides.
  if (capture) return stateOfCapture(capture);
  switch (order.status) {
    case 'APPROVED':
      return 'approved';
    case 'VOIDED':
      return { state: 'cancelled' };
    case 'COMPLETED':
      return { state: 'processing' };
    default:
      return { state: 'pending' };
  }
}

/** Money refunded later was still captured. An unknown status waits for the next one. */
function stateOfCapture({ id, status, status_details, amount }: WireCapture): ProviderState {
  switch (status) {
    case 'COMPLETED':
    case 'REFUNDED':
    case 'PARTIALLY_REFUNDED':
      return { state: 'paid', amount: fromWire(amount), transaction: id };
    case 'DECLINED':
    case 'FAILED':
      return {
        state: 'failed',
        code: status_details?.reason ?? status,
        message: 'PayPal could not take the money.',
        decline: { code: 'declined' },
      };
    default:
      return { state: 'processing' };
  }
}
