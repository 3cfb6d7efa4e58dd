import { notificationAddress } from '../notification-address.ts';
import type { CinetPayAccount } from './account.ts';
import type { CinetPayment } from './payment.ts';
import { v1Message } from './v1/notification.ts';
import { v2Message } from './v2/notification.ts';

/** CinetPay asks first whether the address answers at all. */
const pingHeaders = { 'user-agent': 'CinetPay' };

/** Tells the shop that something has happened to the payment, as its generation of the API does. */
export function tellShop(account: CinetPayAccount, payment: CinetPayment, delayMs = 0): void {
  const isV2 = payment.generation === 'v2';
  const { type, data, sign } = isV2
    ? v2Message(payment, account.v2, new Date(account.clock.nowMs()))
    : v1Message(payment);
  const receivers = () => {
    const url = notificationAddress(payment.urls.notify, account.notifyUrl);
    if (url === undefined) return [];
    const receiver = { id: 'notify_url', url, message: sign };
    return [isV2 ? { ...receiver, pingHeaders: pingHeaders } : receiver];
  };
  account.log.record({ type, metadata: payment.marks, data, receivers }, delayMs);
}
