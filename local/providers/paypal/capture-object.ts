import type { PayPalAccount } from './account.ts';
import { payee } from './account.ts';
import type { Capture } from './capture.ts';
import { refundedAmount } from './find-records.ts';
import { instant } from './instant.ts';
import { get, post } from './links.ts';
import { decimalsAtPayPal, wireMoney } from './money.ts';

/** PayPal's usual fee in France: 2.9 % and 35 cents. */
const feePercent = 2.9;
const feeFixed = 0.35;

/** The capture as an order shows it. */
export function captureObject(account: PayPalAccount, capture: Capture): object {
  const self = `${account.baseUrl()}/v2/payments/captures/${capture.id}`;
  const order = `${account.baseUrl()}/v2/checkout/orders/${capture.orderId}`;
  const { customId, invoiceId, reason } = capture;
  return {
    id: capture.id,
    status: statusOf(account, capture),
    ...(reason && { status_details: { reason } }),
    amount: wireMoney(capture.sum),
    final_capture: true,
    seller_protection: {
      status: 'ELIGIBLE',
      dispute_categories: ['ITEM_NOT_RECEIVED', 'UNAUTHORIZED_TRANSACTION'],
    },
    ...(capture.state === 'COMPLETED' && { seller_receivable_breakdown: breakdown(capture) }),
    ...(invoiceId !== undefined && { invoice_id: invoiceId }),
    ...(customId !== undefined && { custom_id: customId }),
    links: [get(self), post(`${self}/refund`, 'refund'), get(order, 'up')],
    create_time: instant(capture.createdMs),
    update_time: instant(capture.updatedMs),
  };
}

/** A separate capture, which must name its order. */
export function wholeCapture(account: PayPalAccount, capture: Capture): object {
  return {
    ...captureObject(account, capture),
    supplementary_data: { related_ids: { order_id: capture.orderId } },
    payee: payee,
  };
}

/** The status depends on the payment and on later refunds. */
function statusOf(account: PayPalAccount, capture: Capture): string {
  const refunded = refundedAmount(account, capture);
  if (refunded === 0) return capture.state;
  return refunded < capture.sum.amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
}

function breakdown({ sum }: Capture): object {
  const fixed = feeFixed * 10 ** decimalsAtPayPal(sum.currency);
  const wanted = Math.round((sum.amount * feePercent) / 100 + fixed);
  const fee = Math.min(sum.amount, wanted);
  return {
    gross_amount: wireMoney(sum),
    paypal_fee: wireMoney({ ...sum, amount: fee }),
    net_amount: wireMoney({ ...sum, amount: sum.amount - fee }),
  };
}
