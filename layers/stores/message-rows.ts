import {
  factKinds,
  type HoldReason,
  type MailFact,
  type MailFactKind,
  type MailFacts,
  type SentMail,
} from '#domain/messages/fate';
import type { MessageCause, StoredMessage, Subject } from '#domain/messages/message';
import {
  anyText,
  instant,
  listOf,
  mapOf,
  mapWith,
  oneOf,
  optional,
  text,
  whole,
} from './fields.ts';
import { stored } from './stored.ts';
import type { Item } from './table.ts';

/** Which of an event's mails were sent, what became of them, and who is sending the others. */
export type MessageRow = Subject & {
  owner: string;
  eventId: string;
  cause: MessageCause;
  leaseUntil: number;
  allSentAt?: string;
  sent?: string[];
  mails: Record<string, SentMail>;
  /** By role and kind: `buyer:bounced`. */
  facts: Record<string, MailFact>;
};

/** @throws CorruptRowError for a row that nobody can send by. */
export const messageFrom = stored<MessageRow>({
  owner: text,
  eventId: text,
  cause: mapWith<MessageCause>({
    type: text,
    occurredAt: instant,
    requestId: text,
    data: mapOf(anyText),
  }),
  leaseUntil: whole,
  allSentAt: optional(instant),
  sent: optional(listOf(text)),
  mails: mapOf(
    mapWith<SentMail>({
      to: text,
      held: optional(oneOf<HoldReason>('bounced', 'complained', 'undelivered')),
    }),
  ),
  facts: mapOf(mapWith<MailFact>({ kind: oneOf<MailFactKind>(...factKinds), at: instant })),
});

export function storedMessageOf(item: Item): StoredMessage {
  const { owner, eventId, cause, mails, allSentAt, ...row } = messageFrom(item);
  const { customerId, paymentId, invoiceId } = row;
  return {
    owner,
    eventId,
    cause,
    mails,
    facts: byRole(row.facts),
    subject: {
      ...(customerId !== undefined && { customerId }),
      ...(paymentId !== undefined && { paymentId }),
      ...(invoiceId !== undefined && { invoiceId }),
    },
    ...(allSentAt !== undefined && { allSentAt }),
  };
}

export const factName = (role: string, { kind }: Pick<MailFact, 'kind'>): string =>
  `${role}:${kind}`;

function byRole(facts: MessageRow['facts']): Record<string, MailFacts> {
  const roles: Record<string, MailFacts> = {};
  for (const [name, fact] of Object.entries(facts)) {
    const [role = ''] = name.split(':');
    roles[role] = { ...roles[role], [fact.kind]: fact };
  }
  return roles;
}
