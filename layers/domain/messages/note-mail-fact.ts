import type { Clock, RandomBytes } from '../clock.ts';
import type { NoteTrouble, TroubleKind } from '../monitoring/trouble.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { isUndeliverable, type MailFact } from './fate.ts';
import { type MailKey, mailKeyOf, messageId } from './message.ts';
import type { FateStore } from './message-store.ts';
import { isNoComplaint, standingAfter } from './suppression.ts';
import { undeliverable } from './undeliverable.ts';

/** What the mail service says of one of our mails. */
export type MailNews = {
  /** `msg_…`, as we gave it to the service. */
  messageId: string;
  /** The mail's one recipient. */
  address: string;
  fact: MailFact;
};

export type NoteMailFactDeps = {
  fates: FateStore;
  noteTrouble: NoteTrouble;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

/** What rules judge of all mails together. */
const troubles: Partial<Record<MailFact['kind'], TroubleKind>> = {
  bounced: 'mail_bounced',
  complained: 'mail_complained',
};

export type Noted = 'noted' | 'known' | 'unknown_mail';

/**
 * Records what became of a mail. A mailbox that bounces or complains gets no more mails, and the
 * rest of the shop is told once, however often the service repeats itself and in whichever order.
 *
 * @returns `unknown_mail` for one that is not ours, or is no longer kept: there is nothing to do.
 */
export async function noteMailFact(
  deps: NoteMailFactDeps,
  { messageId: id, address, fact }: MailNews,
): Promise<Noted> {
  const key = mailKeyOf(id);
  if (!key) return 'unknown_mail';
  if (isNoComplaint(fact)) return 'known';
  // Said of nearly every mail, so it costs one write and no read.
  if (fact.kind === 'delivered' || fact.kind === 'delayed')
    return (await deps.fates.addFact(key, fact)) ? 'noted' : 'unknown_mail';
  return untilSaved(
    { attemptsMax: 8, busy: 'too many concurrent facts of a mailbox', pause: deps.pause },
    () => noteBadNews(deps, key, { address, fact }),
  );
}

async function noteBadNews(
  deps: NoteMailFactDeps,
  key: MailKey,
  { address, fact }: Pick<MailNews, 'address' | 'fact'>,
): Promise<Noted | typeof overtaken> {
  const { fates } = deps;
  const [message, before] = await Promise.all([fates.find(key), fates.standing(address)]);
  if (!message) return 'unknown_mail';
  if (message.facts[key.name]?.[fact.kind]) return 'known';
  const told = { key, subject: message.subject, requestId: message.cause.requestId };
  const { kind } = fact;
  const isSaved = await fates.addTrouble({
    key,
    fact,
    address,
    before,
    after: standingAfter(before.standing, fact),
    events: isUndeliverable(fact) ? undeliverable(deps, told, kind as 'bounced') : [],
  });
  if (!isSaved) return overtaken;
  const trouble = troubles[kind];
  if (trouble) await deps.noteTrouble({ kind: trouble, dimension: 'all', example: messageId(key) });
  return 'noted';
}
