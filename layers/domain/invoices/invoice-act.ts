import type { Fact } from '#vocabulary/events';
import { type Actor, actorOf } from '../access/caller.ts';
import { type AuditContext, type AuditedChange, auditEntry } from '../audit/audit-entry.ts';
import type { RandomBytes } from '../clock.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { Invoice, InvoiceStore } from './invoice-store.ts';
import type { StandingChange, StandingStore } from './standing-store.ts';

/** Whoever acts on an invoice after it was issued needs these. */
export type InvoiceActDeps = {
  invoices: Pick<InvoiceStore, 'find'>;
  standings: StandingStore;
  /** The payment of an invoice that is being processed, if there is one. */
  processing: (invoiceId: string) => Promise<string | undefined>;
  randomBytes: RandomBytes;
  pause: Pause;
};

/** A person's request about an invoice; the claim makes its effect happen once. */
export type InvoiceAct = { invoiceId: string; by: AuditContext; claim: Claim };

export const actRace = { attemptsMax: 10, busy: 'too many concurrent writes of the invoice' };

/** The entry of a person's act, named by its request, so that a repeated run adds no other one. */
export const entryOf = (
  { by, claim }: InvoiceAct,
  kind: HistoryEntry['kind'],
  more: Partial<HistoryEntry> = {},
): NonNullable<StandingChange['entry']> => ({
  name: `${kind}#${claim.id.slice(0, 16)}`,
  entry: { at: claim.createdAt, kind, by: actorOf(by.caller), ...more },
});

export const auditOf = (
  { by, invoiceId }: InvoiceAct,
  change: Omit<AuditedChange, 'subject'>,
): StandingChange['audit'] => auditEntry(by, { ...change, subject: invoiceId });

export type ActContext = Pick<AuditContext<Actor>, 'now' | 'randomBytes' | 'requestId'>;

type MailingNews =
  | { type: 'invoice.resent'; data: { entryAt: string } }
  | { type: 'invoice.reminded'; data: { tone: ReminderTone } };

/** The event that mails a copy, by the entry that it belongs to, or a reminder. */
export function mailingEvent(
  { id: invoiceId }: Invoice,
  { now, randomBytes, requestId }: ActContext,
  news: MailingNews,
): Fact<MailingNews['type']> {
  const event = {
    id: newId('evt', now, randomBytes(10)),
    occurredAt: now.toISOString(),
    requestId,
  };
  switch (news.type) {
    case 'invoice.resent':
      return { ...event, type: news.type, data: { invoiceId, ...news.data } };
    case 'invoice.reminded':
      return { ...event, type: news.type, data: { invoiceId, ...news.data } };
  }
}

/** How a reminder speaks. */
export type ReminderTone = 'friendly' | 'firm' | 'last';
