import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '#domain/audit/audit-entry';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { erasedEntry } from '#domain/erasure/erased';
import { entryFrom } from '../audit-trail.ts';
import { keys, monthsBefore } from '../keys.ts';
import type { Table } from '../table.ts';
import type { Belongings } from './belongings.ts';
import { paymentFile } from './payment-files.ts';
import { rowsOf } from './walk.ts';

/** Every entry of the trail, month by month. */
async function* auditEntries(table: Table, now: Date): AsyncGenerator<AuditEntry> {
  for (const month of monthsBefore(now))
    for await (const item of rowsOf(table, keys.auditEntry(month, '').pk)) yield entryFrom(item);
}

/** Every entry that names one of these. */
export async function* entriesAbout(
  table: Table,
  ids: ReadonlySet<string>,
  now: Date,
): AsyncGenerator<AuditEntry> {
  for await (const entry of auditEntries(table, now)) if (isAboutAny(entry, ids)) yield entry;
}

/** The customer's projects, archived ones too, which no index has: the trail knows who made them. */
export async function projectIdsOf(table: Table, customerId: string, now: Date): Promise<string[]> {
  const ids: string[] = [];
  for await (const { action, subject, after } of auditEntries(table, now))
    if (action === 'project.created' && after?.customerId === customerId) ids.push(subject);
  return ids;
}

/** What people wrote into the audit trail about the erased. */
export const eraseAudit = (table: Table, belongings: Belongings, now: () => Date): ErasureStep => ({
  name: 'audit',
  async run(subject) {
    const { id } = subject.customer;
    const theirs = new Set([
      id,
      ...subject.members.map((member) => member.id),
      ...(await projectIdsOf(table, id, now())),
    ]);
    for await (const order of belongings.orders(subject)) theirs.add(order.id);
    for (const paymentId of await belongings.paymentIds(subject)) {
      theirs.add(paymentId);
      const file = await paymentFile(table, paymentId);
      for (const refund of file?.refunds ?? []) theirs.add(refund.id);
    }
    let count = 0;
    for await (const entry of entriesAbout(table, theirs, now())) {
      const erased = erasedEntry(entry);
      if (isDeepStrictEqual(erased, entry)) continue;
      await table.write({ put: { key: keys.auditEntry(entry.at, entry.id), item: erased } });
      count++;
    }
    return count;
  },
});

const isAboutAny = ({ subject, before, after }: AuditEntry, ids: ReadonlySet<string>): boolean =>
  [subject, ...Object.values({ ...before }), ...Object.values({ ...after })].some(
    (value) => typeof value === 'string' && ids.has(value),
  );
