import type { ProviderClock } from '../clock.ts';
import type { FaultRegistry } from '../faults.ts';
import type { NotificationLog } from '../notification-log.ts';
import type { CinetPayment } from './payment.ts';
import { isOpen } from './payment.ts';
import type { AccessTokens } from './v1/access-tokens.ts';

/** The keys of the legacy generation. */
export type V2Keys = {
  apikey: string;
  siteId: string;
  secretKey: string;
};

/** The keys of the new generation, which belong to one country and so to one currency. */
export type V1Keys = {
  apiKey: string;
  apiPassword: string;
  /** ISO code; Côte d'Ivoire by default. */
  country?: string;
  /**
   * Adds amount and currency to `GET /v1/payment/{id}`. Whether the real answer contains them is
   * undocumented, so they are left out by default.
   */
  tellsAmount?: boolean;
};

/** The shop's test account: the whole state of the simulated CinetPay, in memory. */
export type CinetPayAccount = {
  clock: ProviderClock;
  faults: FaultRegistry;
  log: NotificationLog;
  tokens: AccessTokens;
  baseUrl: () => string;
  notifyUrl: string | undefined;
  v2: V2Keys;
  v1: V1Keys;
  /** By `token`. */
  payments: Map<string, CinetPayment>;
};

/** Finds a payment by any of its names in a generation of the API. */
export function findPayment(
  account: CinetPayAccount,
  generation: CinetPayment['generation'] | undefined,
  name: string,
): CinetPayment | undefined {
  expireDue(account);
  return [...account.payments.values()].find(
    (payment) =>
      (generation === undefined || payment.generation === generation) &&
      [payment.reference, payment.transactionId, payment.token].includes(name),
  );
}

/** Closes expired payments; CinetPay sends no notification of that. */
export function expireDue({ payments, clock }: CinetPayAccount): void {
  for (const payment of payments.values()) {
    if (isOpen(payment) && clock.nowMs() >= payment.expiresAtMs) payment.state = 'expired';
  }
}
