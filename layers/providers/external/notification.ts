import type { ParsedNotification } from '#domain/payments/notification';
import { fieldsOf } from './answers.ts';

/** Types that can move a payment. */
const paymentTypes = new Set([
  'payment.processing',
  'payment.succeeded',
  'payment.failed',
  'payment.cancelled',
  'payment.expired',
]);

/**
 * Reads a callback whose signature has been verified. What it says is a hint; the backend is asked.
 *
 * Its identity is the header `webhook-id`, the same at every attempt, and covered by the signature.
 *
 * @throws Error when it has no identity, no type or no time: such a one cannot be told from another.
 */
export function parseExternalNotification(
  rawBody: string,
  headers: Record<string, string | undefined>,
): ParsedNotification {
  const { type, timestamp, data } = fieldsOf(JSON.parse(rawBody));
  const { reference, external_payment_id } = fieldsOf(data);
  const eventId = headers['webhook-id'];
  if (!eventId || typeof type !== 'string' || typeof timestamp !== 'string')
    throw new Error('a callback has a webhook-id, a type and a timestamp');
  return {
    eventId,
    eventType: type,
    occurredAt: new Date(timestamp).toISOString(),
    concerns: paymentTypes.has(type) ? 'payment' : 'nothing',
    paymentId: isPaymentId(reference) ? reference : undefined,
    reference: typeof external_payment_id === 'string' ? external_payment_id : undefined,
  };
}

/** Whether this is a reference that we could have given: `pay_` and a ULID. */
export const isPaymentId = (reference: unknown): reference is string =>
  typeof reference === 'string' && /^pay_[0-9A-HJKMNP-TV-Z]{26}$/.test(reference);
