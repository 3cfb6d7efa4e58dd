import { distort } from '../distort.ts';
import type { ExternalAccount } from './account.ts';
import { tellMerchant } from './callback.ts';
import type { ExternalPayment, PaymentStatus } from './payment.ts';

/** What a payer does with a payment, on its page or on the telephone. */
export const payerOutcomes = ['pay', 'decline', 'cancel', 'later'] as const;
export type PayerOutcome = (typeof payerOutcomes)[number];

const statuses: Record<PayerOutcome, PaymentStatus> = {
  pay: 'succeeded',
  decline: 'failed',
  cancel: 'cancelled',
  later: 'processing',
};

/** The payer decides, and the merchant is told; deciding what is so already changes nothing. */
export function decide(
  account: ExternalAccount,
  payment: ExternalPayment,
  outcome: PayerOutcome,
): void {
  const status = statuses[outcome];
  if (payment.status === status) return;
  payment.status = status;
  if (outcome === 'pay') {
    const fault = account.faults.takeForPayment([payment.marks]);
    const otherCurrency = payment.asked.currency === 'XOF' ? 'XAF' : 'XOF';
    const at = new Date(account.clock.nowMs());
    payment.paid = { ...distort(payment.asked, fault, otherCurrency), at };
  }
  tellMerchant(account, payment);
}
