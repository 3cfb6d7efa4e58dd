import type { PayPalAccount } from './account.ts';
import { payee } from './account.ts';
import { instant } from './instant.ts';
import { get } from './links.ts';
import { wireMoney } from './money.ts';
import type { Refund } from './refund.ts';

/** The whole refund; a reversal has the same shape. */
export function refundObject(account: PayPalAccount, refund: Refund): object {
  const { sum, customId, invoiceId, note } = refund;
  return {
    id: refund.id,
    amount: wireMoney(sum),
    status: refund.status,
    ...(refund.status === 'PENDING' && { status_details: { reason: 'ECHECK' } }),
    ...(invoiceId !== undefined && { invoice_id: invoiceId }),
    ...(customId !== undefined && { custom_id: customId }),
    ...(note !== undefined && { note_to_payer: note }),
    seller_payable_breakdown: {
      gross_amount: wireMoney(sum),
      // PayPal keeps its fee when a payment is refunded.
      paypal_fee: wireMoney({ ...sum, amount: 0 }),
      net_amount: wireMoney(sum),
      total_refunded_amount: wireMoney({ ...sum, amount: refund.totalRefunded }),
    },
    payer: payee,
    create_time: instant(refund.createdMs),
    update_time: instant(refund.updatedMs),
    links: linksOf(account, refund),
  };
}

/** What a refund answers by default. */
export function minimalRefund(account: PayPalAccount, refund: Refund): object {
  return { id: refund.id, status: refund.status, links: linksOf(account, refund) };
}

function linksOf({ baseUrl }: PayPalAccount, { id, captureId }: Refund) {
  const payments = `${baseUrl()}/v2/payments`;
  return [get(`${payments}/refunds/${id}`), get(`${payments}/captures/${captureId}`, 'up')];
}
