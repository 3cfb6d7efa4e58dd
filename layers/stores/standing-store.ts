import type { Day } from '#domain/calendar/day';
import { type HistoryEntry, historyKinds } from '#domain/invoices/history-entry';
import type { Invoice } from '#domain/invoices/invoice-store';
import { newStanding, type Reminder, type Standing } from '#domain/invoices/standing';
import type { StandingChange, StandingStore } from '#domain/invoices/standing-store';
import { auditWrite } from './audit-trail.ts';
import { count, hash, instant, listOf, mapWith, oneOf, optional, text, whole } from './fields.ts';
import { keys } from './keys.ts';
import { carrying } from './outbox.ts';
import { listedByStatus, lookAt, standingUpdate, type UpdatePart } from './standing-writes.ts';
import { keyOf, stored } from './stored.ts';
import { type Condition, type Item, keyIsFree, type Table, type Write } from './table.ts';

/** Standings of invoices, and what people and the schedule did to them. */
export class DynamoStandingStore implements StandingStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  markSent(invoice: Invoice, sentAt: string): Promise<void> {
    const listed = listedByStatus(invoice, { sentAt });
    return this.#markOnce(invoice.id, 'sentAt', { set: { sentAt, ...listed.set } });
  }

  markOpened(invoiceId: string, firstOpenedAt: string): Promise<void> {
    return this.#markOnce(invoiceId, 'firstOpenedAt', { set: { firstOpenedAt } });
  }

  async save(change: StandingChange): Promise<'saved' | 'overtaken' | 'done_before'> {
    const { entry } = change;
    const writes: Write[] = [standingWrite(change)];
    if (entry) writes.push(entryWrite(change.invoice.id, entry));
    if (change.audit) writes.push(auditWrite(change.audit));
    const refusals = await this.#table.writeTogether(writes);
    if (!refusals) return 'saved';
    return entry && refusals[1]?.existing ? 'done_before' : 'overtaken';
  }

  async listDue(day: Day, { limit }: { limit: number }): Promise<string[]> {
    const { items } = await this.#table.query({
      IndexName: 'due',
      KeyConditionExpression: 'duePk = :pk AND dueSk <= :day',
      values: { ':pk': 'DUE#INVOICES', ':day': `${day}~` },
      Limit: limit,
    });
    return items.map((item) => keyOf(item).pk.slice('INVOICE#'.length));
  }

  async #markOnce(invoiceId: string, field: string, part: UpdatePart): Promise<void> {
    const condition = { expression: `attribute_not_exists(${field})` };
    const refusal = await this.#table.write({ update: standingUpdate(invoiceId, part, condition) });
    if (refusal && !refusal.existing) throw new Error('another run is writing the invoice');
  }
}

function standingWrite({ invoice, set = {}, nextLookAt }: StandingChange): Write {
  const { version } = invoice.standing ?? newStanding;
  const look = nextLookAt === undefined ? {} : lookAt(nextLookAt, invoice.id);
  const listed = listedByStatus(invoice, set);
  const part = {
    set: { ...set, version: version + 1, ...look.set, ...listed.set },
    removed: [...(look.removed ?? []), ...(listed.removed ?? [])],
  };
  return { update: standingUpdate(invoice.id, part, asItWasRead(version)) };
}

const asItWasRead = (version: number): Condition =>
  version === 0
    ? { expression: 'attribute_not_exists(#version)' }
    : { expression: '#version = :before', values: { ':before': version } };

const entryWrite = (
  invoiceId: string,
  { name, entry, event }: NonNullable<StandingChange['entry']>,
): Write => ({
  put: {
    key: keys.invoiceHistory(invoiceId, entry.at, name),
    item: { ...entry, ...carrying(event) },
    condition: keyIsFree,
  },
});

const storedStanding = stored<Omit<Standing, 'version'> & { version?: number }>({
  version: optional(count),
  sentAt: optional(instant),
  firstOpenedAt: optional(instant),
  overdueAt: optional(instant),
  reminders: optional(listOf(mapWith<Reminder>({ at: instant, afterDays: count }))),
  paidAt: optional(instant),
  cancelledAt: optional(instant),
  cancelledBy: optional(text),
});

/** What happened by itself is noted without a version. */
export const standingFrom = (item: Item): Standing => ({ version: 0, ...storedStanding(item) });

const copy = mapWith<NonNullable<HistoryEntry['copy']>>({ key: text, sha256: hash, bytes: count });

/** One thing that people or the schedule did. */
export const historyEntryFrom = stored<HistoryEntry>({
  at: instant,
  kind: oneOf(...historyKinds),
  by: optional(text),
  about: optional(text),
  afterDays: optional(whole),
  to: optional(text),
  copy: optional(copy),
  note: optional(text),
});
