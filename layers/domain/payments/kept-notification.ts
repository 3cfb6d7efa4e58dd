import { createHash } from 'node:crypto';
import { isErasedBuyer } from '../erasure/erased.ts';
import type { Notification } from './notification.ts';
import type { Payment } from './payment.ts';

const erasedMark = '{"erased":';

/** Whether only the hash of a provider's message is left. */
export const isErasedBody = (rawBody: string): boolean => rawBody.startsWith(erasedMark);

/** The hash proves which message it was; whose and what about say the row's other fields. */
export const erasedBody = (rawBody: string): string =>
  `${erasedMark}true,"sha256":"${createHash('sha256').update(rawBody).digest('hex')}"}`;

/** What is stored of a notification: when the buyer was erased before it came, nothing that names anybody. */
export function keptNotification(notification: Notification, { buyer }: Payment): Notification {
  const { rawBody } = notification;
  if (!isErasedBuyer(buyer) || isErasedBody(rawBody)) return notification;
  return { ...notification, rawBody: erasedBody(rawBody), headers: {}, encoding: 'utf8' };
}
