import type { PayPalAccount } from './account.ts';
import { payee } from './account.ts';
import type { Dispute } from './dispute.ts';
import { instant } from './instant.ts';
import { get } from './links.ts';
import { wireMoney } from './money.ts';

/** The dispute in the API and in notifications. */
export function disputeObject(account: PayPalAccount, dispute: Dispute): object {
  const { capture, outcome } = dispute;
  const amount = wireMoney({ ...capture.sum, amount: dispute.amount });
  const isLost = outcome === 'RESOLVED_BUYER_FAVOUR';
  return {
    dispute_id: dispute.id,
    create_time: instant(dispute.createdMs),
    update_time: instant(dispute.updatedMs),
    disputed_transactions: [
      {
        seller_transaction_id: capture.id,
        create_time: instant(capture.createdMs),
        transaction_status: 'COMPLETED',
        gross_amount: wireMoney(capture.sum),
        ...(capture.invoiceId !== undefined && { invoice_number: capture.invoiceId }),
        ...(capture.customId !== undefined && { custom: capture.customId }),
        seller: { merchant_id: payee.merchant_id, email: payee.email_address },
        seller_protection_eligible: true,
      },
    ],
    reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
    status: dispute.status,
    dispute_amount: amount,
    ...(outcome && {
      dispute_outcome: { outcome_code: outcome, ...(isLost && { amount_refunded: amount }) },
    }),
    dispute_life_cycle_stage: 'CHARGEBACK',
    dispute_channel: 'INTERNAL',
    links: [get(`${account.baseUrl()}/v1/customer/disputes/${dispute.id}`)],
  };
}
