import type { PayPalAccount } from './account.ts';
import { tellOfReversedApproval } from './tell.ts';

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
