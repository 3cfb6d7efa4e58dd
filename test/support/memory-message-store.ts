import type { Clock } from '#domain/clock';
import { mailboxOf } from '#domain/members/mailbox';
import { type MailFact, withFact } from '#domain/messages/fate';
import type { EventMessage, MailKey, MessageKey, StoredMessage } from '#domain/messages/message';
import type {
  FateStore,
  MailboxStore,
  MessageClaim,
  MessageStore,
  ResentMessage,
  SentParts,
  StoredStanding,
  Undeliverable,
} from '#domain/messages/message-store';
import { type MailboxStanding, unknownMailbox } from '#domain/messages/suppression';

const leaseMs = 60_000;

type Row = StoredMessage & { leaseUntilMs: number; sent: string[] };

const nameOf = ({ owner, eventId }: MessageKey): string => `${owner}#${eventId}`;

/** Keeps the promises of the ports: one sender at a time, and each fact once with its effects. */
export class MemoryMessageStore implements MessageStore, MailboxStore, FateStore {
  readonly rows = new Map<string, Row>();
  readonly standings = new Map<string, StoredStanding>();
  readonly outbox: (Undeliverable | ResentMessage['event'])[] = [];
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  async claim(message: EventMessage): Promise<MessageClaim> {
    const nowMs = this.#now().getTime();
    const row = this.rows.get(nameOf(message));
    if (row?.allSentAt) return { kind: 'all_sent' };
    if (row && row.leaseUntilMs >= nowMs) return { kind: 'busy' };
    const leaseUntilMs = nowMs + leaseMs;
    if (row) row.leaseUntilMs = leaseUntilMs;
    else
      this.rows.set(nameOf(message), { ...message, mails: {}, facts: {}, leaseUntilMs, sent: [] });
    return { kind: 'claimed', sent: row?.sent ?? [] };
  }

  async markAllSent(key: MessageKey, parts: SentParts): Promise<void> {
    this.#record(key, parts).allSentAt = this.#now().toISOString();
  }

  async release(key: MessageKey, parts: SentParts): Promise<void> {
    const row = this.#record(key, parts);
    row.leaseUntilMs = 0;
    row.sent = [...parts.sent];
  }

  async glanceAt(address: string): Promise<MailboxStanding> {
    return (await this.standing(address)).standing;
  }

  async find(key: MessageKey): Promise<StoredMessage | undefined> {
    const row = this.rows.get(nameOf(key));
    if (!row) return undefined;
    const { leaseUntilMs: _, sent: __, ...message } = row;
    return structuredClone(message);
  }

  async standing(address: string): Promise<StoredStanding> {
    return this.#standing(address);
  }

  async addFact(key: MailKey, fact: MailFact): Promise<boolean> {
    const row = this.rows.get(nameOf(key));
    if (row) this.#addFact(row, key.name, fact);
    return row !== undefined;
  }

  async resend({ event, lifting }: ResentMessage): Promise<boolean> {
    if (lifting) {
      const { version } = this.#standing(lifting.address);
      if (version !== lifting.before.version) return false;
      const next = { standing: lifting.after, version: version + 1 };
      this.standings.set(mailboxOf(lifting.address), next);
    }
    this.outbox.push(event);
    return true;
  }

  async addTrouble({
    key,
    fact,
    address,
    before,
    after,
    events,
  }: Parameters<FateStore['addTrouble']>[0]): Promise<boolean> {
    const row = this.rows.get(nameOf(key));
    const { version } = this.#standing(address);
    if (!row || row.facts[key.name]?.[fact.kind] || version !== before.version) return false;
    this.#addFact(row, key.name, fact);
    this.standings.set(mailboxOf(address), { standing: after, version: version + 1 });
    this.outbox.push(...events);
    return true;
  }

  #standing = (address: string): StoredStanding =>
    this.standings.get(mailboxOf(address)) ?? { standing: unknownMailbox, version: 0 };

  #addFact(row: Row, name: string, fact: MailFact): void {
    row.facts = { ...row.facts, [name]: withFact(row.facts[name] ?? {}, fact) };
  }

  #record(key: MessageKey, { mails, events }: SentParts): Row {
    const row = this.rows.get(nameOf(key))!;
    row.mails = { ...row.mails, ...mails };
    this.outbox.push(...events);
    return row;
  }
}
