import type { MailSender, OutgoingMail } from './mail-sender.ts';
import type { MessageStore } from './message-store.ts';

export type SendDeps = { messages: MessageStore; mails: MailSender };

/**
 * How each message of an event is written, by the name of its receiver's role; undefined where it
 * turns out that this one is told in another way.
 */
export type Letters = Record<string, () => Promise<OutgoingMail | undefined>>;

/**
 * Sends the messages of an event, each of them once.
 *
 * Mail has no idempotency key: a sender that dies between "accepted" and "noted" leaves a doubt, and
 * after the lease the message goes out again under the same Message-ID. A buyer with two copies of an
 * invoice is better off than one with none.
 *
 * @throws Error while somebody else is sending them, or when one was not accepted, so that the queue
 *   comes back to see it done.
 */
export async function sendOnce(
  { messages, mails }: SendDeps,
  eventId: string,
  letters: Letters,
): Promise<void> {
  const claim = await messages.claim(eventId);
  if (claim.kind === 'all_sent') return;
  if (claim.kind === 'busy') throw new Error('the messages are being sent by somebody else');
  const open = Object.entries(letters).filter(([name]) => !claim.sent.includes(name));
  // All are waited for: a run that ends while one is leaving would be frozen before it is noted.
  const outcomes = await Promise.allSettled(
    open.map(async ([, compose]) => {
      const mail = await compose();
      if (mail) await mails.send(mail);
    }),
  );
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failure) return messages.markAllSent(eventId);
  const sent = open.flatMap(([name], i) => (outcomes[i]!.status === 'fulfilled' ? [name] : []));
  await messages.release(eventId, [...claim.sent, ...sent]);
  throw failure.reason;
}
