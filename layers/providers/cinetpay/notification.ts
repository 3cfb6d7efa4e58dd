import { createHash } from 'node:crypto';
import { timeOfId } from '#domain/ids';
import type { ParsedNotification } from '#domain/payments/notification';
import { type Generation, referenceTo } from './checkout-reference.ts';
import { type NotificationFields, notificationFields, textOf } from './notification-fields.ts';
import { paymentIdOf } from './transaction-id.ts';

/** Finds the API and our transaction id of a notification. */
export function subjectOf(fields: NotificationFields): {
  generation: Generation;
  transactionId: string;
} {
  return fields.has('cpm_trans_id')
    ? { generation: 'v2', transactionId: textOf(fields.get('cpm_trans_id')) }
    : { generation: 'v1', transactionId: textOf(fields.get('merchant_transaction_id')) };
}

/**
 * Reads a verified notification of either generation. It only means "look again"; its status is
 * ignored.
 *
 * CinetPay's notifications have no ids and no times. Their identity is therefore their body, and
 * their time the payment's creation: both are the same at every delivery. Equal notifications of
 * one payment count as one, which is harmless, since the provider is asked for the current state
 * each time.
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
