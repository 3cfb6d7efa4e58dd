import type { Clock, RandomBytes } from '../clock.ts';
import { newId } from '../ids.ts';
import { isToShop, type MailKey, messageId, type Subject } from './message.ts';
import type { Undeliverable } from './message-store.ts';

export type UndeliverableDeps = { now: Clock; randomBytes: RandomBytes };

/** Tells that a mail to a customer did not arrive; of the shop's own mails nobody must be told. */
export function undeliverable(
  { now, randomBytes }: UndeliverableDeps,
  { key, subject, requestId }: { key: MailKey; subject: Subject; requestId: string },
  reason: Undeliverable['data']['reason'],
): Undeliverable[] {
  if (isToShop(key)) return [];
  return [
    {
      id: newId('evt', now(), randomBytes(10)),
      type: 'message.undeliverable',
      occurredAt: now().toISOString(),
      requestId,
      data: { messageId: messageId(key), ...subject, reason },
    },
  ];
}
