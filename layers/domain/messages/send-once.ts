import type { MailSender, OutgoingMail } from './mail-sender.ts';
import type { MessageStore } from './message-store.ts';

export type SendDeps = { messages: MessageStore; mails: MailSender };

/**
 * Sends a message once for its id.
 *
 * Mail has no idempotency key: a sender that dies between "accepted" and "noted" leaves a doubt, and
 * after the lease the message goes out again under the same Message-ID. A buyer with two copies of an
 * invoice is better off than one with none.
 *
 * @throws Error while somebody else is sending it, so that the queue comes back to see it done.
 */
export async function sendOnce(
  { messages, mails }: SendDeps,
  id: string,
  compose: () => Promise<OutgoingMail>,
): Promise<'sent' | 'sent_before'> {
  const claim = await messages.claim(id);
  if (claim === 'sent') return 'sent_before';
  if (claim === 'busy') throw new Error('the message is being sent by somebody else');
  try {
    await mails.send(await compose());
  } catch (error) {
    await messages.release(id);
    throw error;
  }
  await messages.markSent(id);
  return 'sent';
}
