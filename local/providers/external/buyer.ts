import type { ExternalAccount } from './account.ts';
import type { ExternalPayment, PaymentStatus } from './payment.ts';

/** What a payer does with a payment, on its page or on the phone. */
export const payerOutcomes = ['pay', 'decline', 'cancel', 'later'] as const;
export type PayerOutcome = (typeof payerOutcomes)[number];

const statuses: Record<PayerOutcome, PaymentStatus> = {
  pay: 'succeeded',
  decline: 'failed',
  cancel: 'cancelled',
  later: 'processing',
};

/** Applies the payer's decision and notifies the merchant; a repeated decision changes nothing. */
export function decide(
  account: ExternalAccount,
  payment: ExternalPayment,
  outcome: PayerOutcome,
): void {
  const status = statuses[outcome];
  if (payment.status === status) return;
  if (outcome === 'pay') {
    const otherCurrency = payment.asked.currency === 'XOF' ? 'XAF' : 'XOF';
    const at = new Date(account.clock.nowMs());
    const sum = account.faults.paidSum(payment.asked, [payment.marks], otherCurrency);
    payment.paid = { ...sum, at };
  }
  account.move(payment, status);
}
