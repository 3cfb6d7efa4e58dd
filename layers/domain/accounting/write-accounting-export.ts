import { createHash } from 'node:crypto';
import type { Clock, RandomBytes } from '../clock.ts';
import {
  type AccountingExport,
  type AccountingExportStore,
  type ExportedFile,
  nextStepOf,
} from './accounting-export.ts';
import { type Bookkeeping, type RecordOf, recordsOf, shelvesOf, sinceOf } from './book-records.ts';
import type { BookReader } from './books.ts';
import { ExportImpossibleError } from './export-impossible.ts';
import type { ExportKind, ExportWish } from './wish.ts';

/** A file as it is written: its length is known before its first byte. */
export type ComposedFile = Pick<ExportedFile, 'fileName' | 'contentType' | 'rows' | 'bytes'> & {
  chunks: AsyncIterable<Uint8Array>;
};

/** Where parts and files lie; a part has the same content whenever it is written. */
export type ExportFiles = {
  putPart(key: string, records: readonly unknown[]): Promise<void>;
  getPart(key: string): Promise<unknown[]>;
  put(key: string, file: ComposedFile): Promise<void>;
};

export type WriteAccountingExportDeps = Bookkeeping & {
  exports: AccountingExportStore;
  books: BookReader;
  files: ExportFiles;
  /** Writes the records of a kind as a file. @throws ExportImpossibleError */
  compose: (wish: ExportWish, records: RecordOf[ExportKind][]) => ComposedFile;
  now: Clock;
  randomBytes: RandomBytes;
};

/** Which step of which export; another one of the same name may have been asked for since. */
export type ExportStep = { name: string; exportId: string; step: string };

/** A part's records are in memory together. */
const readPerPart = 1_000;

/** After this long another run goes on, so that each has most of its fifteen minutes left. */
const runMs = 5 * 60_000;

/**
 * Reads the books part by part, then writes the file from the parts. Each part is stored before the
 * position behind it, so a run that stops is continued there; a long one hands over to the next.
 *
 * @throws Error when it was written meanwhile, so that the job is tried again.
 */
export async function writeAccountingExport(
  deps: WriteAccountingExportDeps,
  { name, exportId, step }: ExportStep,
  requestId: string,
): Promise<'ready' | 'failed' | 'handed over' | 'ignored'> {
  const startedAt = deps.now().getTime();
  let written = await deps.exports.find(name);
  if (written?.status !== 'preparing') return 'ignored';
  if (written.id !== exportId || written.step !== Number(step)) return 'ignored';
  while (written.position !== 'end') {
    const read = await readPart(deps, written);
    const isLong = deps.now().getTime() - startedAt > runMs;
    written = await saved(
      deps,
      { ...read, step: read.step + (isLong ? 1 : 0) },
      isLong && requestId,
    );
    if (isLong) return 'handed over';
  }
  try {
    await saved(deps, { ...written, status: 'ready', file: await writeFile(deps, written) });
    return 'ready';
  } catch (error) {
    if (!(error instanceof ExportImpossibleError)) throw error;
    await saved(deps, { ...written, status: 'failed', reason: error.reason });
    return 'failed';
  }
}

/** @param handsOver the request's id, when another run goes on. */
async function saved(
  { exports, now, randomBytes }: WriteAccountingExportDeps,
  changed: AccountingExport,
  handsOver: string | false = false,
): Promise<AccountingExport> {
  const written = { ...changed, changedAt: now().toISOString(), version: changed.version + 1 };
  const context = { now: now(), randomBytes, requestId: String(handsOver) };
  const tells = handsOver ? { event: nextStepOf(written, context) } : undefined;
  if ((await exports.save(written, tells)) === 'stale')
    throw new Error('another run writes the export');
  return written;
}

const keyOf = ({ id }: AccountingExport, name: string): string =>
  `exports/accounting/${id}/${name}`;

const partKey = (written: AccountingExport, part: number): string =>
  keyOf(written, `part-${String(part).padStart(5, '0')}.json`);

async function readPart(
  deps: WriteAccountingExportDeps,
  written: AccountingExport,
): Promise<AccountingExport> {
  const { books, files, timeZone } = deps;
  const { wish, progress } = written;
  const shelves = shelvesOf(wish);
  const since = sinceOf(wish, timeZone);
  const total = progress.total ?? (await totalOf(books, shelves));
  const records: RecordOf[ExportKind][] = [];
  let { position = { stage: 0 }, leftOut } = written;
  let read = 0;
  while (position !== 'end' && read < readPerPart) {
    const { stage, after }: { stage: number; after?: string } = position;
    const page = await books.page(shelves[stage]!, { after, since });
    const found = await recordsOf(wish, page, deps);
    records.push(...found.records);
    leftOut += found.leftOut;
    read += page.read;
    if (page.next !== undefined) position = { stage, after: page.next };
    else position = stage + 1 < shelves.length ? { stage: stage + 1 } : 'end';
  }
  await files.putPart(partKey(written, written.parts), records);
  return {
    ...written,
    position,
    leftOut,
    parts: written.parts + 1,
    progress: { done: progress.done + read, total },
  };
}

async function totalOf(books: BookReader, shelves: ReturnType<typeof shelvesOf>): Promise<number> {
  const counts = await Promise.all(shelves.map((shelf) => books.count(shelf)));
  return counts.reduce((a, b) => a + b, 0);
}

async function writeFile(
  { files, compose }: WriteAccountingExportDeps,
  written: AccountingExport,
): Promise<ExportedFile> {
  const records: RecordOf[ExportKind][] = [];
  for (let part = 0; part < written.parts; part++)
    records.push(...((await files.getPart(partKey(written, part))) as RecordOf[ExportKind][]));
  const file = compose(written.wish, records);
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const chunk of file.chunks) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const key = keyOf(written, file.fileName);
  await files.put(key, { ...file, chunks: hashed() });
  const { fileName, contentType, rows, bytes } = file;
  return { key, fileName, contentType, rows, bytes, sha256: hash.digest('hex') };
}
