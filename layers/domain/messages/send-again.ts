import type { Fact } from '#vocabulary/events';
import { mailKeyOf } from './message.ts';
import type { FateStore } from './message-store.ts';
import type { ToldNow } from './send-once.ts';

export type AgainDeps = { fates: Pick<FateStore, 'find'> };

/**
 * The event whose mail is to be sent again, under the id of the wish, so that it is sent once for
 * each wish; only to the one recipient.
 *
 * @throws Error when the message is not stored, so that the queue retries.
 */
export async function causeOf(
  { fates }: AgainDeps,
  { id, requestId, data }: Fact<'message.resent'>,
): Promise<ToldNow> {
  const key = mailKeyOf(data.messageId);
  const message = key && (await fates.find(key));
  if (!message) throw new Error('an event is about a message that is stored');
  const { type, occurredAt } = message.cause;
  return { id, type, occurredAt, requestId, data: message.cause.data, onlyTo: key.name };
}
