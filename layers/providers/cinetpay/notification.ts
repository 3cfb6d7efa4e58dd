import { createHash } from 'node:crypto';
import { timeOfId } from '#domain/ids';
import type { ParsedNotification } from '#domain/payments/notification';
import { type Generation, referenceTo } from './checkout-reference.ts';
import { type NotificationFields, notificationFields, textOf } from './notification-fields.ts';
import { paymentIdOf } from './transaction-id.ts';

/** Which API tells of which of our transaction ids. */
export function subjectOf(fields: NotificationFields): {
  generation: Generation;
  transactionId: string;
} {
  return fields.has('cpm_trans_id')
    ? { generation: 'v2', transactionId: textOf(fields.get('cpm_trans_id')) }
    : { generation: 'v1', transactionId: textOf(fields.get('merchant_transaction_id')) };
}

/**
 * Reads a verified notification of either generation. It means no more than "look again", and any
 * status in it is left unread.
 *
 * CinetPay gives its notifications no ids and no times of their own. So one is its very body, and
 * it happened when its payment was made: both the same at every delivery. What CinetPay tells of
 * one payment several times in the same words is one notification, which harms nothing, as what is
 * true now is asked each time a payment is looked at.
 */
export function parseCinetPayNotification(rawBody: string): ParsedNotification {
  const subject = subjectOf(notificationFields(Buffer.from(rawBody, 'utf8')));
  const paymentId = paymentIdOf(subject.transactionId);
  return {
    eventId: createHash('sha256').update(rawBody).digest('hex'),
    eventType: `cinetpay.${subject.generation}`,
    occurredAt: (paymentId === undefined ? new Date(0) : timeOfId(paymentId)).toISOString(),
    concerns: 'payment',
    paymentId,
    reference: referenceTo(subject),
  };
}
