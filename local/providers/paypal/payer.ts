import type { PayPalAccount } from './account.ts';
import { newId } from './ids.ts';
import { awaitsPayer, type Funding, type Order, orderLifeMs } from './records.ts';
import { tellOfOrder, tellOfReversedApproval } from './tell.ts';

/**
 * What a payer does on the approval page. `decline` approves with an instrument that is refused at
 * the capture; `later` approves and closes the browser; `echeck` and `review` approve, and the
 * captured money stays pending.
 */
export const payerOutcomes = ['pay', 'decline', 'cancel', 'later', 'echeck', 'review'] as const;
export type PayerOutcome = (typeof payerOutcomes)[number];

const funding: Record<Exclude<PayerOutcome, 'cancel'>, Funding> = {
  pay: 'balance',
  later: 'balance',
  decline: 'declining',
  echeck: 'echeck',
  review: 'review',
};

/** True when the payer can choose this outcome for the order as it is. */
export function mayChoose(order: Order, outcome: PayerOutcome): boolean {
  return awaitsPayer(order) && !(outcome === 'echeck' && order.experience.isImmediate);
}

/** The payer approves; a cancellation changes nothing at PayPal. */
export function decide(account: PayPalAccount, order: Order, outcome: PayerOutcome): void {
  if (outcome === 'cancel') return;
  const now = account.clock.nowMs();
  order.funding = funding[outcome];
  order.status = 'APPROVED';
  order.isDeclined = false;
  order.payerId ??= newId('payer');
  order.updatedMs = now;
  order.expiresMs = now + orderLifeMs;
  tellOfOrder(account, order, 'CHECKOUT.ORDER.APPROVED');
}

/** Deletes every expired order; cancels an approval that nobody captured. */
export function expireDueOrders(account: PayPalAccount): void {
  const now = account.clock.nowMs();
  for (const order of account.orders.values()) {
    const isDue = order.expiresMs <= now && order.status !== 'COMPLETED' && !order.isExpired;
    if (!isDue) continue;
    order.isExpired = true;
    if (order.status === 'APPROVED') tellOfReversedApproval(account, order);
  }
}
