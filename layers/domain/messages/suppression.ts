import type { HoldReason, MailFact } from './fate.ts';

/**
 * What the mail service has told of a mailbox. Only the latest of each is kept, so that facts may
 * come twice and in any order.
 */
export type MailboxStanding = {
  /** ISO 8601 UTC. */
  bouncedAt?: string;
  complainedAt?: string;
  /** The latest mails that could not be delivered for now, oldest first. */
  undelivered: Undelivered[];
  /** A person says that the mailbox takes mails again: what was told before does not count. */
  liftedAt?: string;
};

type Undelivered = { id: string; at: string };

export type Suppression = {
  reason: HoldReason;
  /** ISO 8601 UTC; for ever when absent. */
  until?: string;
};

export const unknownMailbox: MailboxStanding = { undelivered: [] };

/** So many mails within so many days rest the mailbox for a week. */
const undeliveredMax = 5;
const withinMs = 30 * 86_400_000;
const restMs = 7 * 86_400_000;

/** A recipient who says that a mail is no spam complains of nothing. */
export const isNoComplaint = ({ detail }: MailFact): boolean => detail === 'not-spam';

/**
 * On the service's own list already: it did not even try, so this says nothing new of the mailbox,
 * and must not undo that a person lifted our suppression.
 */
const isNotTried = ({ detail }: MailFact): boolean => detail === 'OnAccountSuppressionList';

/** What is known of a mailbox after one more fact; the same for any order and repetition. */
export function standingAfter(before: MailboxStanding, fact: MailFact): MailboxStanding {
  const { kind, at } = fact;
  if (isNotTried(fact)) return before;
  if (kind === 'bounced') return { ...before, bouncedAt: later(before.bouncedAt, at) };
  if (kind === 'complained' && !isNoComplaint(fact))
    return { ...before, complainedAt: later(before.complainedAt, at) };
  if (kind !== 'undelivered') return before;
  const id = fact.feedbackId ?? at;
  const all = new Map(
    [...before.undelivered, { id, at }].map((one) => [`${one.at}#${one.id}`, one]),
  );
  const sorted = [...all.keys()].sort().map((key) => all.get(key)!);
  return { ...before, undelivered: sorted.slice(-undeliveredMax) };
}

/** From now on mails go to the mailbox again, until it is told of anew. */
export const lifted = (standing: MailboxStanding, at: string): MailboxStanding => ({
  ...standing,
  liftedAt: later(standing.liftedAt, at),
});

/** Why no mail goes to a mailbox now; undefined when mails may go. A later delivery lifts nothing. */
export function suppressionOf(standing: MailboxStanding, now: Date): Suppression | undefined {
  const { liftedAt = '' } = standing;
  const counts = (at: string | undefined): boolean => at !== undefined && at > liftedAt;
  if (counts(standing.complainedAt)) return { reason: 'complained' };
  if (counts(standing.bouncedAt)) return { reason: 'bounced' };
  const recent = standing.undelivered.filter(({ at }) => counts(at));
  const [first, last] = [recent[0], recent.at(-1)];
  if (recent.length < undeliveredMax || !first || !last) return undefined;
  if (Date.parse(last.at) - Date.parse(first.at) > withinMs) return undefined;
  const until = new Date(Date.parse(last.at) + restMs);
  return now < until ? { reason: 'undelivered', until: until.toISOString() } : undefined;
}

/**
 * Events whose mail to the customer the law asks for: an invoice or a credit note must reach its
 * buyer (CGI art. 289, I), also one who calls our mails spam.
 */
const owedByLaw: readonly string[] = [
  'invoice.issued',
  'invoice.paid',
  'invoice.resent',
  'credit_note.issued',
  'refund.repeated',
];

/** Whether a mail about such an event goes to a mailbox of this standing all the same. */
export const goesAllTheSame = ({ reason }: Suppression, eventType: string): boolean =>
  reason === 'complained' && owedByLaw.includes(eventType);

const later = (before: string | undefined, at: string): string =>
  before !== undefined && before > at ? before : at;
