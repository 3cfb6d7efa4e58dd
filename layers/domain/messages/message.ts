import type { DomainEvent } from '#vocabulary/events';
import type { MailFacts, SentMail } from './fate.ts';

/** Where the mails of an event are kept: with whom they concern, by the event's time. */
export type MessageKey = {
  /** The customer's id, or else the payment's or the invoice's; `SHOP` for notes about many. */
  owner: string;
  eventId: string;
};

/** One mail of an event, by its recipient's role. */
export type MailKey = MessageKey & { name: string };

/** What an event's mails are about. */
export type Subject = { customerId?: string; paymentId?: string; invoiceId?: string };

/** The event that caused the mails: enough to write them again. */
export type MessageCause = {
  type: string;
  /** ISO 8601 UTC. */
  occurredAt: string;
  requestId: string;
  data: Record<string, string>;
};

/** What is to be sent of an event, and about whom. */
export type EventMessage = MessageKey & { cause: MessageCause; subject: Subject };

/** What was sent of an event, and what became of each mail, by its recipient's role. */
export type StoredMessage = EventMessage & {
  mails: Readonly<Record<string, SentMail>>;
  facts: Readonly<Record<string, MailFacts>>;
  /** When the last mail was accepted; ISO 8601 UTC. */
  allSentAt?: string;
};

/** An event of which mails are sent; a digest has an hour instead of an event. */
export type Told = Pick<DomainEvent, 'id' | 'occurredAt' | 'requestId'> & {
  type: string;
  data: object;
};

export const messageAbout = (event: Told, subject: Subject): EventMessage => ({
  owner: ownerOf(subject),
  eventId: event.id,
  cause: {
    type: event.type,
    occurredAt: event.occurredAt,
    requestId: event.requestId,
    data: event.data as Record<string, string>,
  },
  subject,
});

const ownerOf = ({ customerId, paymentId, invoiceId }: Subject): string =>
  customerId ?? paymentId ?? invoiceId ?? 'SHOP';

/** `admin`, `admin-2`: the shop's own people are never kept from their notes. */
export const isToShop = ({ name }: { name: string }): boolean => /^admin(-\d+)?$/.test(name);

/** `msg_…`: says where the mail is kept, in the signs that the mail service allows in a tag. */
export const messageId = ({ owner, eventId, name }: MailKey): string =>
  `msg_${Buffer.from(`${owner}#${eventId}#${name}`).toString('base64url')}`;

/** Undefined for an id that names no mail. */
export function mailKeyOf(id: string): MailKey | undefined {
  const written = Buffer.from(id.replace(/^msg_/, ''), 'base64url').toString();
  const [, owner, eventId, name] =
    /^([\w-]{1,64})#([\w:-]{1,64})#([\w-]{1,32})$/.exec(written) ?? [];
  const key = owner && eventId && name ? { owner, eventId, name } : undefined;
  return key && messageId(key) === id ? key : undefined;
}
