import type { ParsedNotification } from '#domain/payments/notification';
import { externalEvents } from '#vocabulary/external-events';
import { fieldsOf } from './answers.ts';

const paymentEvents: readonly string[] = externalEvents;

/**
 * Reads a callback whose signature has been verified. Its content is a hint; the backend is asked.
 *
 * Its identity is the header `webhook-id`, the same at every attempt and covered by the signature.
 *
 * @throws Error when identity, type or time is missing, since it cannot be told from another
 * callback.
 */
export function parseExternalNotification(
  rawBody: string,
  headers: Record<string, string | undefined>,
): ParsedNotification {
  const { type, timestamp, data } = fieldsOf(JSON.parse(rawBody));
  const { reference, external_payment_id } = fieldsOf(data);
  const eventId = headers['webhook-id'];
  if (!eventId || typeof type !== 'string' || typeof timestamp !== 'string')
    throw new Error('the callback lacks webhook-id, type or timestamp');
  return {
    eventId,
    eventType: type,
    occurredAt: new Date(timestamp).toISOString(),
    concerns: paymentEvents.includes(type) ? 'payment' : 'nothing',
    paymentId: isPaymentId(reference) ? reference : undefined,
    reference: typeof external_payment_id === 'string' ? external_payment_id : undefined,
  };
}

/** Whether we could have issued this reference: `pay_` and a ULID. */
export const isPaymentId = (reference: unknown): reference is string =>
  typeof reference === 'string' && /^pay_[0-9A-HJKMNP-TV-Z]{26}$/.test(reference);
