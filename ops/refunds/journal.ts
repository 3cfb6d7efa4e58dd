import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** The API's answer about a refund. */
export type Answered = {
  refundId: string;
  paymentId: string;
  status: 'pending' | 'manual' | 'succeeded' | 'failed';
  amount: number;
  currency: string;
};

type Refused = { code: string; says: string };

/** What the journal knows about a row, by its idempotency key. */
export type Noted =
  /** Asked without a recorded answer: the money may have gone back. */
  | { kind: 'asked'; paymentId: string; by: string; at: string }
  | { kind: 'answered'; answer: Answered }
  /** Nothing was done, so it may be requested again. */
  | { kind: 'refused'; refused: Refused };

export type Journal = {
  noted: ReadonlyMap<string, Noted>;
  /** The note is on disk when this returns. */
  note(key: string, noted: Noted): void;
};

/** The journal is stored beside its file, one for each target. */
export const journalFile = (file: string, target: string): string => `${file}.${target}.journal`;

type Head = { fingerprint: string; apiUrl: string };
type Line = { key: string; noted: Noted };

/**
 * Opens the journal of a refund file; writes nothing before the first note.
 *
 * @throws Error when the journal belongs to other rows or to another cloud: what it records was not
 * done for these.
 */
export function openJournal(path: string, head: Head): Journal {
  const lines = existsSync(path) ? linesIn(readFileSync(path, 'utf8')) : [];
  const [begun, ...rest] = lines as [Head?, ...Line[]];
  if (begun && begun.fingerprint !== head.fingerprint)
    throw new Error(
      `The rows have changed since ${path} was started. Put further refunds into a new file.`,
    );
  if (begun && begun.apiUrl !== head.apiUrl)
    throw new Error(`${path} records refunds at ${begun.apiUrl}, but this is ${head.apiUrl}`);
  const noted = new Map(rest.map((line) => [line.key, line.noted]));
  let isBegun = begun !== undefined;
  return {
    noted,
    note(key, what) {
      if (!isBegun) append(path, head);
      isBegun = true;
      append(path, { key, noted: what });
      noted.set(key, what);
    },
  };
}

/** Each line starts with a line break, so that a truncated line does not damage the next one. */
function append(path: string, line: Head | Line): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `\n${JSON.stringify(line)}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A truncated line was never acted on, because it is written before the act. */
const linesIn = (text: string): unknown[] =>
  text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
