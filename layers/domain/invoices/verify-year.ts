import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Pause } from '../pause.ts';
import {
  type Break,
  ChainCheck,
  type CheckState,
  checkFrom,
  type FileState,
} from './chain-check.ts';
import type { Invoice, InvoiceDocument } from './invoice-store.ts';
import type { Series } from './series.ts';

/** What the last check of a year found. */
export type Verification = {
  /** When the check began: what was issued later is for the next one. ISO 8601 UTC. */
  at: string;
  /** Those with a file, and the bytes of all of them. */
  documents: number;
  bytes: number;
  ok: boolean;
  /** The first fifty of `breakCount`. */
  breaks: Break[];
  breakCount: number;
  /** The first number of each series whose predecessor is unknown: another system's, or older. */
  unknownBefore: string[];
};

/** A check that stopped in the middle: the last document that was looked at, and its state. */
export type Position = { after: string; state: CheckState };

/** Undefined for a row that nobody can read. */
export type FoundDocument = { id: string; invoice?: Invoice };

export type VerificationStore = {
  readSeries(name: string): Promise<Series>;
  /** Documents of a year in the order of time, after the given one. */
  documentsOf(year: string, after?: string): Promise<FoundDocument[]>;
  positionOf(year: string): Promise<Position | undefined>;
  savePosition(year: string, position: Position | undefined): Promise<void>;
  save(year: string, verification: Verification): Promise<void>;
};

export type VerifyDeps = {
  stored: VerificationStore;
  /** The bytes in the bucket; undefined when there are none. */
  readFile: (document: InvoiceDocument) => Promise<Uint8Array | undefined>;
  now: Clock;
  pause: Pause;
};

const kinds = ['FA', 'AV', 'AC'];

/** The list follows the table within a second; what is still missing then is a gap. */
const looksMax = 4;

/**
 * Proves the documents of a year: numbers without gap and duplicate, contents that equal their
 * hashes and name the one before, dates that never go back, files that equal theirs, counters and
 * sums that agree.
 *
 * @param stopAt stores the position and returns undefined when this moment comes first; the next
 * call goes on from there.
 */
export async function verifyYear(
  deps: VerifyDeps,
  year: string,
  stopAt: Date,
): Promise<Verification | undefined> {
  const { stored, now, pause } = deps;
  const position = await stored.positionOf(year);
  const check = new ChainCheck(position?.state ?? (await begin(deps, year)));
  let after = position?.after;
  for (let looks = 1; ; ) {
    const found = await stored.documentsOf(year, after);
    await Promise.all(found.map((one) => look(deps, check, one)));
    after = found.at(-1)?.id ?? after;
    if (found.length > 0 && now() >= stopAt && after !== undefined) {
      await stored.savePosition(year, { after, state: check.state });
      return undefined;
    }
    if (found.length > 0) continue;
    if (check.missing === 0 || looks === looksMax) break;
    await pause(5 + looks);
    looks += 1;
  }
  check.end();
  const verification = verificationOf(check.state);
  await stored.save(year, verification);
  if (position) await stored.savePosition(year, undefined);
  return verification;
}

async function begin({ stored, now }: VerifyDeps, year: string): Promise<CheckState> {
  const startedAt = now();
  const series = await Promise.all(kinds.map((kind) => stored.readSeries(`${kind}-${year}`)));
  return checkFrom(
    startedAt,
    series.filter(({ lastIssuedAt }) => lastIssuedAt !== undefined),
  );
}

async function look(
  deps: VerifyDeps,
  check: ChainCheck,
  { id, invoice }: FoundDocument,
): Promise<void> {
  if (!invoice) return check.unreadable(id);
  check.take(invoice, await fileState(deps, invoice.document));
}

async function fileState(
  { readFile }: VerifyDeps,
  document: InvoiceDocument | undefined,
): Promise<FileState> {
  if (!document) return 'none';
  const bytes = await readFile(document);
  if (!bytes) return 'file_missing';
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return sha256 === document.sha256 ? 'sound' : 'file_changed';
}

function verificationOf({ startedAt, series, ...found }: CheckState): Verification {
  const { documents, bytes, breaks, breakCount } = found;
  const unknownBefore = Object.values(series).flatMap(({ series: { name }, begins }) =>
    begins !== undefined && begins > 1 ? `${name}-${String(begins).padStart(6, '0')}` : [],
  );
  return {
    at: startedAt,
    documents,
    bytes,
    ok: breakCount === 0,
    breaks,
    breakCount,
    unknownBefore,
  };
}
