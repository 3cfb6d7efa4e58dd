import type {
  AccountingExport,
  AccountingExportStore,
  ExportedFile,
} from '#domain/accounting/accounting-export';
import { type ExportWish, exportKinds, nameOfWish } from '#domain/accounting/wish';
import type { AuditEntry } from '#domain/audit/audit-entry';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { exportPosition } from './export-position.ts';
import { calendarDay, count, hash, instant, mapWith, oneOf, optional, text } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { carrying, eventsKeptDays } from './outbox.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, versionBeforeOrGone, type Write } from './table.ts';

/** The last export of each name; the row is kept a day longer than its file. */
export class DynamoAccountingExportStore implements AccountingExportStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(name: string): Promise<AccountingExport | undefined> {
    const item = await this.#table.get(keys.accountingExport(name));
    return item && accountingExportFrom(item);
  }

  async save(written: AccountingExport, tells?: { audit?: AuditEntry; event: DomainEvent }) {
    const { wish, expiresAt } = written;
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.accountingExport(nameOfWish(wish)),
          item: { ...written, ttl: ttlAfterDays(expiresAt, 1) },
          condition: versionBeforeOrGone(written),
        },
      },
      ...(tells?.audit ? [auditWrite(tells.audit)] : []),
      ...(tells ? [stepWrite(written, tells.event)] : []),
    ]);
    return refusals ? ('stale' as const) : ('saved' as const);
  }
}

/** Lies with the export, so that the job needs no right to publish anything else. */
const stepWrite = ({ wish, id, step }: AccountingExport, event: DomainEvent): Write => ({
  put: {
    key: keys.exportStep(nameOfWish(wish), `STEP#${id}#${step}`),
    item: { ...carrying(event), ttl: ttlAfterDays(event.occurredAt, eventsKeptDays) },
    condition: keyIsFree,
  },
});

const accountingExportFrom = stored<AccountingExport>({
  id: text,
  wish: mapWith<ExportWish>({
    kind: oneOf(...exportKinds),
    from: calendarDay,
    to: calendarDay,
  }),
  status: oneOf('preparing', 'ready', 'failed'),
  requestedAt: instant,
  requestedBy: text,
  expiresAt: instant,
  changedAt: instant,
  progress: mapWith<AccountingExport['progress']>({ done: count, total: optional(count) }),
  position: optional(exportPosition),
  parts: count,
  step: count,
  leftOut: count,
  file: optional(
    mapWith<ExportedFile>({ key: text, fileName: text, rows: count, bytes: count, sha256: hash }),
  ),
  reason: optional(oneOf('too_large', 'entry_unbalanced')),
  version: count,
});
