/**
 * What the mail service tells of a mail that it accepted. A bounce is final: the mailbox does not
 * exist. `undelivered` may be different tomorrow: it is full, or its host does not answer.
 */
export const factKinds = [
  'delivered',
  'delayed',
  'undelivered',
  'bounced',
  'rejected',
  'complained',
] as const;

export type MailFactKind = (typeof factKinds)[number];

export type MailFact = {
  kind: MailFactKind;
  /** ISO 8601 UTC, by the service's clock. */
  at: string;
  /** Of bounces and complaints: the service's own id, which a repetition keeps. */
  feedbackId?: string;
  /** The service's words for it: `NoEmail`, `MailboxFull`, `abuse`. */
  detail?: string;
};

/** Why a mail was not handed to the service. */
export type HoldReason = 'bounced' | 'complained' | 'undelivered';

/** One mail of an event: to whom, without saying it, and whether it was held back. */
export type SentMail = {
  /** `z…@b…e.example` */
  to: string;
  /** The mailbox takes no mail: it was not sent. */
  held?: HoldReason;
};

/** A fact of each kind at most: a mail has one recipient. */
export type MailFacts = Partial<Record<MailFactKind, MailFact>>;

export type MailState = 'sent' | 'suppressed' | MailFactKind;

/** What says most about a mail comes first; so the order in which facts arrive does not matter. */
const decisive: readonly MailFactKind[] = [
  'complained',
  'bounced',
  'rejected',
  'undelivered',
  'delivered',
  'delayed',
];

export const stateOf = ({ held }: Pick<SentMail, 'held'>, facts: MailFacts): MailState =>
  held ? 'suppressed' : (decisive.find((kind) => facts[kind]) ?? 'sent');

/** The first fact of each kind stays: the service repeats itself. */
export const withFact = (facts: MailFacts, fact: MailFact): MailFacts =>
  facts[fact.kind] ? facts : { ...facts, [fact.kind]: fact };

/** Facts after which somebody must look for another way to the recipient. */
export const isUndeliverable = ({ kind }: Pick<MailFact, 'kind'>): boolean =>
  kind === 'bounced' || kind === 'rejected' || kind === 'complained';
