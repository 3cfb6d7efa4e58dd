import type { Clock, RandomBytes } from '../clock.ts';
import { erasedAddress } from '../erasure/erased.ts';
import { masked } from '../members/mailbox.ts';
import type { HoldReason, SentMail } from './fate.ts';
import type { MailSender, OutgoingMail } from './mail-sender.ts';
import { isToShop, messageAbout, messageId, type Subject, type Told } from './message.ts';
import type { MailboxStore, MessageStore, SentParts } from './message-store.ts';
import { goesAllTheSame, suppressionOf } from './suppression.ts';
import { undeliverable } from './undeliverable.ts';

export type SendDeps = {
  messages: MessageStore;
  mails: MailSender;
  mailboxes: MailboxStore;
  now: Clock;
  randomBytes: RandomBytes;
};

/**
 * Writes each message of an event, by its recipient's role; undefined when this recipient is told
 * in another way.
 */
export type Letters = Record<string, () => Promise<OutgoingMail | undefined>>;

/** `onlyTo`: the one recipient who gets the mail again. */
export type ToldNow = Told & { onlyTo?: string };

/**
 * Sends the messages of an event, each once. A mailbox that takes no mail gets none: its mail is
 * recorded as held, and told, so that somebody finds another address.
 *
 * Mail has no idempotency key: after a crash between "accepted" and "recorded" the message is sent
 * again, with the same Message-ID, once the lease ends. Two copies of an invoice are better than
 * none.
 *
 * @throws Error while somebody else is sending them, or when one was not accepted, so that the
 * queue retries.
 */
export async function sendOnce(
  deps: SendDeps,
  event: ToldNow,
  subject: Subject,
  letters: Letters,
): Promise<void> {
  const { messages } = deps;
  const message = messageAbout(event, subject);
  const claim = await messages.claim(message);
  if (claim.kind === 'all_sent') return;
  if (claim.kind === 'busy') throw new Error('another run is sending the messages');
  const open = Object.entries(letters).filter(
    ([name]) => !claim.sent.includes(name) && (event.onlyTo ?? name) === name,
  );
  // Waits for all: a run that ends while one is being sent would be frozen before recording it.
  const outcomes = await Promise.allSettled(
    open.map(([name, compose]) => send(deps, { event, name, key: { ...message, name } }, compose)),
  );
  const done = open.flatMap(([name], i): [string, SentMail | undefined][] => {
    const outcome = outcomes[i]!;
    return outcome.status === 'fulfilled' ? [[name, outcome.value]] : [];
  });
  const parts: SentParts = {
    sent: [...claim.sent, ...done.map(([name]) => name)],
    mails: Object.fromEntries(done.flatMap(([name, mail]) => (mail ? [[name, mail]] : []))),
    events: done.flatMap(([name, mail]) =>
      mail?.held
        ? undeliverable(
            deps,
            { key: { ...message, name }, subject, requestId: event.requestId },
            'suppressed',
          )
        : [],
    ),
  };
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (!failure) return messages.markAllSent(message, parts);
  await messages.release(message, parts);
  throw failure.reason;
}

type Sending = {
  event: ToldNow;
  name: string;
  key: { owner: string; eventId: string; name: string };
};

async function send(
  deps: SendDeps,
  { event, name, key }: Sending,
  compose: Letters[string],
): Promise<SentMail | undefined> {
  const mail = await compose();
  if (!mail || mail.to === erasedAddress) return undefined;
  const held = isToShop({ name }) ? undefined : await holdOf(deps, event, mail.to);
  // Mailboxes would take one with the same id for the copy that they have, or have refused.
  const again = event.onlyTo ? { messageId: mail.messageId.replace('<', `<${event.id}.`) } : {};
  if (!held)
    await deps.mails.send(
      { ...mail, ...again },
      { id: messageId(key), isToShop: isToShop({ name }) },
    );
  return { to: masked(mail.to), ...(held && { held }) };
}

async function holdOf(
  { mailboxes, now }: SendDeps,
  { type }: ToldNow,
  address: string,
): Promise<HoldReason | undefined> {
  const suppression = suppressionOf(await mailboxes.glanceAt(address), now());
  return suppression && !goesAllTheSame(suppression, type) ? suppression.reason : undefined;
}
