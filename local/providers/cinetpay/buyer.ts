import { randomInt } from 'node:crypto';
import { notificationAddress } from '../notification-address.ts';
import type { CinetPayAccount } from './account.ts';
import type { CinetPayment, PaymentState } from './payment.ts';
import { v1Message } from './v1/notification.ts';
import { v2Message } from './v2/notification.ts';

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
  const otherCurrency = payment.asked.currency === 'XOF' ? 'XAF' : 'XOF';
  const at = new Date(account.clock.nowMs());
  const minute = at.toISOString().slice(2, 16).replaceAll('-', '').replace('T', '.');
  return {
    ...account.faults.paidSum(payment.asked, [payment.marks], otherCurrency),
    operatorId: `MP${minute.replace(':', '')}.A${randomInt(10_000, 100_000)}`,
    at,
  };
}

/** CinetPay first checks that the address answers. */
const pingHeaders = { 'user-agent': 'CinetPay' };

/** Notifies the shop of a change, in the way of the payment's API generation. */
function tellShop(account: CinetPayAccount, payment: CinetPayment, delayMs = 0): void {
  const isV2 = payment.generation === 'v2';
  const { type, data, sign } = isV2
    ? v2Message(payment, account.options.v2, new Date(account.clock.nowMs()))
    : v1Message(payment);
  const url = notificationAddress(payment.urls.notify, account.options.notifyUrl);
  const receiver = { id: 'notify_url', message: sign, ...(isV2 && { pingHeaders }) };
  const receivers = () => (url === undefined ? [] : [{ ...receiver, url }]);
  account.log.record({ type, marks: [payment.marks], data, receivers }, delayMs);
}
