import { notificationAddress } from '../notification-address.ts';
import type { CinetPayAccount } from './account.ts';
import type { CinetPayment } from './payment.ts';
import { v1Message } from './v1/notification.ts';
import { v2Message } from './v2/notification.ts';

/** CinetPay first checks that the address answers. */
const pingHeaders = { 'user-agent': 'CinetPay' };

/** Notifies the shop of a change, in the way of the payment's API generation. */
export function tellShop(account: CinetPayAccount, payment: CinetPayment, delayMs = 0): void {
  const isV2 = payment.generation === 'v2';
  const { type, data, sign } = isV2
    ? v2Message(payment, account.v2, new Date(account.clock.nowMs()))
    : v1Message(payment);
  const receivers = () => {
    const url = notificationAddress(payment.urls.notify, account.notifyUrl);
    if (url === undefined) return [];
    const receiver = { id: 'notify_url', url, message: sign };
    return [isV2 ? { ...receiver, pingHeaders } : receiver];
  };
  account.log.record({ type, marks: [payment.marks], data, receivers }, delayMs);
}
