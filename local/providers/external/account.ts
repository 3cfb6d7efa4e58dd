import type { ProviderClock } from '../clock.ts';
import type { FaultRegistry } from '../faults.ts';
import type { NotificationLog } from '../notification-log.ts';
import { tellMerchant } from './callback.ts';
import type { IdempotencyKeys } from './idempotency-keys.ts';
import type { ExternalPayment } from './payment.ts';
import { isOpen } from './payment.ts';

/** The merchant's account: the whole state of the simulated backend, in memory. */
export type ExternalAccount = {
  clock: ProviderClock;
  faults: FaultRegistry;
  log: NotificationLog;
  keys: IdempotencyKeys;
  baseUrl: () => string;
  apiKey: string;
  webhookSecret: string;
  callbackUrl: string | undefined;
  /** The receiver's clock: our own skipped time would make signatures look forged. */
  receiverNow: () => Date;
  payments: Map<string, ExternalPayment>;
};

/** The payment with this id or this number of the merchant's, the latest first. */
export function findPayment(account: ExternalAccount, name: string): ExternalPayment | undefined {
  expireDue(account);
  const { payments } = account;
  return payments.get(name) ?? [...payments.values()].findLast((one) => one.reference === name);
}

/** Closes expired payments, and notifies the merchant. */
export function expireDue(account: ExternalAccount): void {
  for (const payment of account.payments.values()) {
    const isDue = account.clock.nowMs() >= payment.expiresAt.getTime();
    if (!isDue || !isOpen(payment)) continue;
    payment.status = 'expired';
    tellMerchant(account, payment);
  }
}
