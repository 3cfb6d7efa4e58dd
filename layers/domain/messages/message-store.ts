import type { Fact } from '#vocabulary/events';
import type { AuditEntry } from '../audit/audit-entry.ts';
import type { MailFact, MailState, SentMail } from './fate.ts';
import type { EventMessage, MailKey, MessageKey, StoredMessage, Subject } from './message.ts';
import type { MailboxStanding } from './suppression.ts';

export type MessageClaim =
  | { kind: 'claimed' /** Those of the event's messages that have left before. */; sent: string[] }
  | { kind: 'all_sent' }
  | { kind: 'busy' };

export type Undeliverable = Fact<'message.undeliverable'>;

/** What a run has sent: which roles are done, and the mails of those that got one. */
export type SentParts = {
  sent: readonly string[];
  mails: Readonly<Record<string, SentMail>>;
  /** Told in the same write. */
  events: readonly Undeliverable[];
};

/** Stores which messages of an event were sent, so that a repeated event sends none twice. */
export type MessageStore = {
  /**
   * Claims the messages of an event: `all_sent` when they were sent before, `busy` while somebody
   * else is sending them. A holder that crashed loses the claim after its lease.
   */
  claim(message: EventMessage): Promise<MessageClaim>;
  markAllSent(key: MessageKey, parts: SentParts): Promise<void>;
  /** Releases an event of which only these messages were sent. */
  release(key: MessageKey, parts: SentParts): Promise<void>;
};

/** A mailbox's standing, with the version that was read; 0 before there is any. */
export type StoredStanding = { standing: MailboxStanding; version: number };

/** What is known of mailboxes, by a name that does not reveal them. */
export type MailboxStore = {
  /** Perhaps a moment old: a mail more or less to a dead mailbox does no harm. */
  glanceAt(address: string): Promise<MailboxStanding>;
};

/** A mail that is to be sent again, and whether its mailbox takes mails again. */
export type ResentMessage = {
  event: Fact<'message.resent'>;
  audit: AuditEntry;
  lifting?: { address: string; before: StoredStanding; after: MailboxStanding };
};

export type MessageFilter = { state?: MailState };

export type MessagePage = { messages: StoredMessage[]; nextCursor: string | null };

export type MessageList = {
  /** The messages of an event's subjects, newest first; of all, those that did not arrive. */
  list(
    subject: Subject,
    filter: MessageFilter,
    page: { limit: number; cursor?: string },
  ): Promise<MessagePage>;
};

export type FateStore = {
  find(key: MessageKey): Promise<StoredMessage | undefined>;
  /** False when the standing has changed since it was read; then nothing is written. */
  resend(resent: ResentMessage): Promise<boolean>;
  /** Adds a fact that changes nothing else; false for a mail that is not known. */
  addFact(key: MailKey, fact: MailFact): Promise<boolean>;
  standing(address: string): Promise<StoredStanding>;
  /**
   * Adds a fact with what it changes of the mailbox, and tells it, all or nothing.
   *
   * @returns false when the fact is known already, or the standing has changed since it was read.
   */
  addTrouble(trouble: {
    key: MailKey;
    fact: MailFact;
    address: string;
    before: StoredStanding;
    after: MailboxStanding;
    events: readonly Undeliverable[];
  }): Promise<boolean>;
};
