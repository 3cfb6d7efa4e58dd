import { isOpen, type Payment } from './payment.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Mobile money waits for a person with a phone, and its notifications are the least reliable. */
const firstCheckMs = { mobile_money: minuteMs, card: 15 * minuteMs, paypal: 15 * minuteMs };

/** Grace after expiry, so that a notification already in flight still finds the payment open. */
export const graceMs = minuteMs;

/** Money may come late: the provider is still asked for a day after the end. */
const lateMoneyMs = 24 * hourMs;

/**
 * When to ask the provider unprompted, ISO 8601 UTC; undefined when there is nothing left to learn.
 *
 * Each wait equals the payment's age, so the waits double; a check at the payment's expiry is never
 * skipped.
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
