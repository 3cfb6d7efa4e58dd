import { randomInt } from 'node:crypto';
import { distort } from '../distort.ts';
import type { CinetPayAccount } from './account.ts';
import { tellShop } from './notifications.ts';
import type { CinetPayment, PaymentState } from './payment.ts';

/** What a payer, or the operator of the phone, does with a payment. */
export const payerOutcomes = ['pay', 'decline', 'insufficient', 'cancel', 'later'] as const;
export type PayerOutcome = (typeof payerOutcomes)[number];

const states: Record<PayerOutcome, PaymentState> = {
  pay: 'paid',
  decline: 'declined',
  insufficient: 'insufficient',
  cancel: 'cancelled',
  later: 'waiting',
};

/** The time between the operator's two messages about one payment. */
const typingMs = 100;

/**
 * Applies the payer's decision. For Mobile Money the shop first hears that the payment waits, and
 * of the outcome a moment later, although the outcome is already true.
 */
export function decide(
  account: CinetPayAccount,
  payment: CinetPayment,
  outcome: PayerOutcome,
): void {
  const isAskedOnTelephone = payment.state === 'created' && payment.isMobileMoney;
  const isWaitingTold = isAskedOnTelephone && outcome !== 'cancel';
  if (isWaitingTold) {
    payment.state = 'waiting';
    tellShop(account, payment);
  }
  payment.state = states[outcome];
  if (outcome === 'pay') payment.paid = takeMoney(account, payment);
  if (outcome !== 'later') tellShop(account, payment, isWaitingTold ? typingMs : 0);
}

function takeMoney(account: CinetPayAccount, payment: CinetPayment): CinetPayment['paid'] {
  const fault = account.faults.takeForPayment([payment.marks]);
  const otherCurrency = payment.asked.currency === 'XOF' ? 'XAF' : 'XOF';
  const at = new Date(account.clock.nowMs());
  const minute = at.toISOString().slice(2, 16).replaceAll('-', '').replace('T', '.');
  return {
    ...distort(payment.asked, fault, otherCurrency),
    operatorId: `MP${minute.replace(':', '')}.A${randomInt(10_000, 100_000)}`,
    at,
  };
}
