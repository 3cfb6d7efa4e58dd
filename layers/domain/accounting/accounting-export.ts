import type { DomainEvent } from '#vocabulary/events';
import { actorOf } from '../access/caller.ts';
import { type AuditContext, type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { ExportFailure } from './export-impossible.ts';
import { type ExportWish, nameOfWish } from './wish.ts';

/** Where the walk through the books continues. */
type BookPosition = { stage: number; after?: string };

/**
 * A file for the accountant, written by a job in several steps. Times are ISO 8601 UTC.
 *
 * `failed`: the same data would fail the same way.
 */
export type AccountingExport = {
  /** `exp_…`: the one that was asked for last has another id than those before it. */
  id: string;
  wish: ExportWish;
  status: 'preparing' | 'ready' | 'failed';
  requestedAt: string;
  /** An actor as in the audit trail. */
  requestedBy: string;
  /** Asked again later, another one is written. */
  expiresAt: string;
  /** When the job last got on. */
  changedAt: string;
  /** How many records of the books have been read, and how many there are. */
  progress: { done: number; total?: number };
  /** Absent before the first step, `end` when everything is read. */
  position?: BookPosition | 'end';
  /** How many parts of the file are stored. */
  parts: number;
  /** How many runs of the job have handed over to another one. */
  step: number;
  /** What a person has to add: documents without a file yet, money without a fixed rate. */
  leftOut: number;
  file?: ExportedFile;
  reason?: ExportFailure;
  /** Increases with every write; a write states the version that it has read. */
  version: number;
};

export type ExportedFile = {
  /** Its key in the documents bucket. */
  key: string;
  fileName: string;
  contentType: string;
  /** Lines of the table, or documents. */
  rows: number;
  bytes: number;
  /** Hex. */
  sha256: string;
};

export type AccountingExportStore = {
  find(name: string): Promise<AccountingExport | undefined>;
  /** Writes all of it, unless it was written since it was read. */
  save(
    written: AccountingExport,
    tells?: { audit?: AuditEntry; event: DomainEvent },
  ): Promise<'saved' | 'stale'>;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the export' };

/** How long a file may be downloaded; it is then older than its data, too. */
const validMs = 24 * 3_600_000;

/** Longer than a step and all its attempts take: then nobody writes it any more. */
const patienceMs = 3_600_000;

/**
 * Starts the job that writes the file, or returns the one that was asked for less than a day ago.
 *
 * @param isRefreshed writes another one, unless one is being written.
 */
export async function requestAccountingExport(
  { exports, pause }: { exports: AccountingExportStore; pause: Pause },
  { wish, isRefreshed }: { wish: ExportWish; isRefreshed: boolean },
  context: AuditContext,
): Promise<AccountingExport> {
  const { now, randomBytes, requestId, caller } = context;
  return untilSaved({ ...race, pause }, async () => {
    const known = await exports.find(nameOfWish(wish));
    if (known && isStillGood(known, now, isRefreshed)) return known;
    const at = now.toISOString();
    const requested: AccountingExport = {
      id: newId('exp', now, randomBytes(10)),
      wish,
      status: 'preparing',
      requestedAt: at,
      requestedBy: actorOf(caller),
      expiresAt: new Date(now.getTime() + validMs).toISOString(),
      changedAt: at,
      progress: { done: 0 },
      parts: 0,
      step: 1,
      leftOut: 0,
      version: (known?.version ?? 0) + 1,
    };
    const outcome = await exports.save(requested, {
      audit: auditEntry(context, {
        action: 'export.requested',
        subject: requested.id,
        before: null,
        after: { ...wish },
      }),
      event: nextStepOf(requested, { now, randomBytes, requestId }),
    });
    return outcome === 'saved' ? requested : overtaken;
  });
}

function isStillGood(
  { status, changedAt, expiresAt }: AccountingExport,
  now: Date,
  isRefreshed: boolean,
): boolean {
  if (status === 'preparing') return now.getTime() - Date.parse(changedAt) < patienceMs;
  return !isRefreshed && now.toISOString() < expiresAt;
}

/** Starts the run of the job that writes this step. */
export const nextStepOf = (
  { id, wish, step }: AccountingExport,
  { now, randomBytes, requestId }: Pick<AuditContext, 'now' | 'randomBytes' | 'requestId'>,
): DomainEvent => ({
  id: newId('evt', now, randomBytes(10)),
  type: 'export.requested',
  occurredAt: now.toISOString(),
  requestId,
  data: { exportId: id, name: nameOfWish(wish), step: String(step) },
});
