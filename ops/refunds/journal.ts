import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What the API said of a refund. */
export type Answered = {
  refundId: string;
  paymentId: string;
  status: 'pending' | 'manual' | 'succeeded' | 'failed';
  amount: number;
  currency: string;
};

type Refused = { code: string; says: string };

/** What is known of a row, by its idempotency key. */
export type Noted =
  /** No answer was noted: perhaps the money has gone back. */
  | { kind: 'asked'; paymentId: string; by: string; at: string }
  | { kind: 'answered'; answer: Answered }
  /** Nothing was done, so it may be asked again. */
  | { kind: 'refused'; refused: Refused };

export type Journal = {
  noted: ReadonlyMap<string, Noted>;
  /** Is on the disk when it returns. */
  note(key: string, noted: Noted): void;
};

/** A journal stands beside the file that it is of, one for each target. */
export const journalFile = (file: string, target: string): string => `${file}.${target}.journal`;

type Head = { fingerprint: string; apiUrl: string };
type Line = { key: string; noted: Noted };

/**
 * Opens what was noted of a file of refunds; nothing is written before the first note.
 *
 * @throws Error when the journal is of other rows, or of another cloud: what it says done was not
 * done for these.
 */
export function openJournal(path: string, head: Head): Journal {
  const lines = existsSync(path) ? linesIn(readFileSync(path, 'utf8')) : [];
  const [begun, ...rest] = lines as [Head?, ...Line[]];
  if (begun && begun.fingerprint !== head.fingerprint)
    throw new Error(
      `The rows have changed since ${path} was begun. Put further refunds into a new file.`,
    );
  if (begun && begun.apiUrl !== head.apiUrl)
    throw new Error(`${path} tells of refunds at ${begun.apiUrl}, and this is ${head.apiUrl}`);
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

/** Each line begins with its end of line, so that one which was cut off spoils no other. */
function append(path: string, line: Head | Line): void {
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `\n${JSON.stringify(line)}`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A line that was cut off was never acted upon: it is written before the act. */
const linesIn = (text: string): unknown[] =>
  text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
