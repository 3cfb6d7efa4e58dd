import type { DomainEvent } from '#vocabulary/events';
import { actorOf } from '../access/caller.ts';
import { type AuditContext, type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import type { Clock } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import { NotFoundError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';

/** Everything that is stored of a customer, in one file. Times are ISO 8601 UTC. */
export type PersonalExport = {
  customerId: string;
  state: 'running' | 'done';
  requestedAt: string;
  /** An actor as in the audit trail. */
  requestedBy: string;
  /** When a job that had stopped was last started again. */
  takenUpAt?: string;
  /** Nobody downloads it later; asked again, another one is written. */
  expiresAt: string;
  file?: ExportFile;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
};

/** Its key in the documents bucket. */
export type ExportFile = { key: string; bytes: number };

export type ExportStore = {
  find(customerId: string): Promise<PersonalExport | undefined>;
  findCustomer(customerId: string): Promise<Customer | undefined>;
  /** Writes all of it, unless it was written since it was read. */
  save(
    written: PersonalExport,
    tells?: { audit?: AuditEntry; event: DomainEvent },
  ): Promise<'saved' | 'stale'>;
};

type RequestDeps = { exports: ExportStore; pause: Pause };

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the export' };

/** How long an export may be downloaded, and how long an unfinished one is waited for. */
const validMs = 24 * 3_600_000;

/**
 * Starts the job that writes the export, or returns the one that was asked for less than a day ago.
 *
 * @throws NotFoundError when there is no such customer, or it was erased.
 */
export async function requestExport(
  { exports, pause }: RequestDeps,
  customerId: string,
  context: AuditContext,
): Promise<PersonalExport> {
  const { now, randomBytes, requestId, caller } = context;
  return untilSaved({ ...race, pause }, async () => {
    const customer = await exports.findCustomer(customerId);
    if (!customer || customer.state === 'erased') throw new NotFoundError('customer');
    const known = await exports.find(customerId);
    if (known && now.toISOString() < known.expiresAt) return known;
    const requested: PersonalExport = {
      customerId,
      state: 'running',
      requestedAt: now.toISOString(),
      requestedBy: actorOf(caller),
      expiresAt: new Date(now.getTime() + validMs).toISOString(),
      version: (known?.version ?? 0) + 1,
    };
    const outcome = await exports.save(requested, {
      audit: auditEntry(context, {
        action: 'customer.export_requested',
        subject: customerId,
        before: null,
        after: { expiresAt: requested.expiresAt },
      }),
      event: {
        id: newId('evt', now, randomBytes(10)),
        type: 'customer.export_requested',
        occurredAt: now.toISOString(),
        requestId,
        data: { customerId },
      },
    });
    return outcome === 'saved' ? requested : overtaken;
  });
}

export type WriteExportDeps = {
  exports: Pick<ExportStore, 'find' | 'findCustomer' | 'save'>;
  /** The content of the file. */
  collect: (customer: Customer, requested: PersonalExport) => Promise<Uint8Array>;
  put: (key: string, bytes: Uint8Array) => Promise<void>;
  now: Clock;
};

/**
 * Writes the file, then says where it is; repeating it writes the same file again.
 *
 * @throws Error when it was written meanwhile, so that the job is tried again.
 */
export async function writeExport(
  { exports, collect, put, now }: WriteExportDeps,
  customerId: string,
): Promise<'written' | 'ignored'> {
  const requested = await exports.find(customerId);
  const customer = await exports.findCustomer(customerId);
  if (requested?.state !== 'running' || !customer || customer.state === 'erased') return 'ignored';
  if (now().toISOString() >= requested.expiresAt) return 'ignored';
  const bytes = await collect(customer, requested);
  const key = `exports/${customerId}/${requested.requestedAt}.zip`;
  await put(key, bytes);
  const done: PersonalExport = {
    ...requested,
    state: 'done',
    file: { key, bytes: bytes.length },
    version: requested.version + 1,
  };
  if ((await exports.save(done)) === 'stale') throw new Error('another run writes the export');
  return 'written';
}
