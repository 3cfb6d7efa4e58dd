import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Customer } from '#domain/customers/customer';
import type { ExportFile, ExportStore, PersonalExport } from '#domain/exports/export';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { readCustomer } from './customer-store.ts';
import { count, instant, mapWith, oneOf, optional, text } from './fields.ts';
import { indexes, keys, ttlAfterDays } from './keys.ts';
import { eventWrite } from './outbox.ts';
import { stored } from './stored.ts';
import { type Table, versionBeforeOrGone } from './table.ts';

/** The row is kept a day longer than its file. */
export class DynamoExportStore implements ExportStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(customerId: string): Promise<PersonalExport | undefined> {
    const item = await this.#table.get(keys.export(customerId));
    return item && exportFrom(item);
  }

  findCustomer(customerId: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, customerId);
  }

  async save(written: PersonalExport, tells?: { audit?: AuditEntry; event: DomainEvent }) {
    const { customerId, state, requestedAt, takenUpAt = requestedAt, expiresAt } = written;
    // One that runs is looked for when it has stopped.
    const due = state === 'running' && indexes.due('EXPORTS', takenUpAt, customerId);
    const refusals = await this.#table.writeTogether([
      {
        put: {
          key: keys.export(customerId),
          item: { ...written, ...due, ttl: ttlAfterDays(expiresAt, 1) },
          condition: versionBeforeOrGone(written),
        },
      },
      ...(tells?.audit ? [auditWrite(tells.audit)] : []),
      ...(tells ? [eventWrite(tells.event)] : []),
    ]);
    return refusals ? ('stale' as const) : ('saved' as const);
  }
}

export const exportFrom = stored<PersonalExport>({
  customerId: text,
  state: oneOf('running', 'done'),
  requestedAt: instant,
  requestedBy: text,
  takenUpAt: optional(instant),
  expiresAt: instant,
  file: optional(mapWith<ExportFile>({ key: text, bytes: count })),
  version: count,
});
