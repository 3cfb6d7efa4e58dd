import { erasedAddress } from '../erasure/erased.ts';
import type { MailSender, OutgoingMail } from './mail-sender.ts';
import type { MessageStore } from './message-store.ts';

export type SendDeps = { messages: MessageStore; mails: MailSender };

/**
 * Writes each message of an event, by its recipient's role; undefined when this recipient is told
 * in another way.
 */
export type Letters = Record<string, () => Promise<OutgoingMail | undefined>>;

/**
 * Sends the messages of an event, each once.
 *
 * Mail has no idempotency key: after a crash between "accepted" and "recorded" the message is sent
 * again, with the same Message-ID, once the lease ends. Two copies of an invoice are better than
 * none.
 *
 * @throws Error while somebody else is sending them, or when one was not accepted, so that the
 * queue retries.
 */
export async function sendOnce(
  { messages, mails }: SendDeps,
  eventId: string,
  letters: Letters,
): Promise<void> {
  const claim = await messages.claim(eventId);
  if (claim.kind === 'all_sent') return;
  if (claim.kind === 'busy') throw new Error('another run is sending the messages');
  const open = Object.entries(letters).filter(([name]) => !claim.sent.includes(name));
  // Waits for all: a run that ends while one is being sent would be frozen before recording it.
  const outcomes = await Promise.allSettled(
    open.map(async ([, compose]) => {
      const mail = await compose();
      if (mail && mail.to !== erasedAddress) await mails.send(mail);
    }),
  );
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failure) return messages.markAllSent(eventId);
  const sent = open.flatMap(([name], i) => (outcomes[i]!.status === 'fulfilled' ? [name] : []));
  await messages.release(eventId, [...claim.sent, ...sent]);
  throw failure.reason;
}
