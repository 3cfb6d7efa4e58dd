import { isOpen, type Payment } from './payment.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Mobile money waits for a person with a telephone, and its notifications are the least reliable. */
const firstCheckMs = { mobile_money: minuteMs, card: 15 * minuteMs, paypal: 15 * minuteMs };

/** Notifications on their way when the time was over find the payment still open. */
export const graceMs = minuteMs;

/** Money may come late; for a day after the end the provider is asked whether it has. */
const lateMoneyMs = 24 * hourMs;

/**
 * When to ask the provider unprompted, ISO 8601 UTC; undefined when there is nothing to find out.
 *
 * Each wait is as long as the payment is old, so the waits double; a payment's last moment is never
 * passed over.
 */
export function nextCheckAt(payment: Payment, now: Date): string | undefined {
  const ageMs = now.getTime() - Date.parse(payment.createdAt);
  if (isOpen(payment)) {
    const waitMs = Math.max(firstCheckMs[payment.method], Math.min(ageMs, 6 * hourMs));
    const endsAt = Date.parse(payment.expiresAt) + graceMs;
    const isBeforeItsEnd = now.getTime() < endsAt;
    const next = now.getTime() + waitMs;
    return iso(isBeforeItsEnd ? Math.min(next, endsAt) : Math.max(next, endsAt));
  }
  const mayBePaidLate =
    payment.status === 'failed' || payment.status === 'cancelled' || payment.status === 'expired';
  if (!mayBePaidLate || payment.providerReference === undefined) return undefined;
  const lastAt = Date.parse(payment.expiresAt) + lateMoneyMs;
  if (now.getTime() >= lastAt) return undefined;
  return iso(Math.min(now.getTime() + Math.max(hourMs, ageMs), lastAt));
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
