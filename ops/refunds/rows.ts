import { createHash } from 'node:crypto';
import { requestRefundRequest } from '#contract/refunds';
import { type CsvRecord, readCsv, UnreadableCsv } from './csv.ts';

/** One refund, as the file requests it. */
export type Row = {
  line: number;
  names: { kind: 'payment' | 'order'; id: string };
  /** Minor units; the whole remaining amount when absent. */
  amount?: number;
  reason: string;
  /** A note to the buyer. */
  note?: string;
  /** The same for the same content of the file, so that a repetition is harmless. */
  idempotencyKey: string;
};

/** Why a row cannot be done. */
export type Problem = { line: number; says: string };

export type Rows = {
  rows: Row[];
  problems: Problem[];
  /** Identifies the content of the file, however its values are quoted. */
  fingerprint: string;
};

const columns = ['payment', 'order', 'amount', 'reason', 'note'] as const;
type Column = (typeof columns)[number];

/**
 * Reads the rows of a refund file, and reports what is wrong with each.
 *
 * A misspelt column is a problem, not a missing column: a file whose amounts were ignored would
 * refund everything.
 *
 * @param usualReason the reason for rows without one.
 */
export function readRows(text: string, usualReason: string): Rows {
  try {
    return rowsIn(readCsv(text), usualReason);
  } catch (error) {
    if (error instanceof UnreadableCsv) return unreadable(error.line, error.message);
    throw error;
  }
}

function rowsIn([header, ...records]: CsvRecord[], usualReason: string): Rows {
  if (!header) return unreadable(1, 'the file is empty');
  const names = header.fields.map((name) => name.toLowerCase());
  const says = faultOf(names);
  if (says !== undefined) return unreadable(header.line, says);
  const read = records.map(({ line, fields }) => {
    const values = fields.length === names.length ? valuesOf(names as Column[], fields) : undefined;
    return { line, ...contentOf(values, usualReason) };
  });
  return identified(read);
}

function faultOf(names: readonly string[]): string | undefined {
  const strange = names.find((name) => !columns.some((known) => known === name));
  if (strange !== undefined)
    return `"${strange}" is not a column; the columns are ${columns.join(', ')}`;
  if (new Set(names).size < names.length) return 'a column is repeated';
  const isAnyNamed = names.includes('payment') || names.includes('order');
  return isAnyNamed ? undefined : 'a column payment or order is missing';
}

const unreadable = (line: number, says: string): Rows => ({
  rows: [],
  problems: [{ line, says }],
  fingerprint: '',
});

type Values = Partial<Record<Column, string>>;

const valuesOf = (names: Column[], fields: string[]): Values =>
  Object.fromEntries(names.map((name, index) => [name, fields[index]]));

type Content = Pick<Row, 'names' | 'amount' | 'reason' | 'note'>;
type Read = { content: Content } | { says: string };

function contentOf(values: Values | undefined, usualReason: string): Read {
  if (!values) return { says: 'it has another number of values than there are columns' };
  const { payment = '', order = '', amount = '', reason = '', note = '' } = values;
  if ((payment === '') === (order === '')) return { says: 'name either a payment or an order' };
  if (payment !== '' && !/^pay_\w{1,64}$/.test(payment))
    return { says: `"${payment}" is not the id of a payment (pay_…)` };
  if (amount !== '' && !isAmount(amount))
    return { says: `"${amount}" is not a whole number of minor units: 12.50 EUR is 1250` };
  const fault = reasonFault(reason || usualReason);
  if (fault !== undefined) return { says: `its reason: ${fault}` };
  const noteProblem = note === '' ? undefined : noteFault(note);
  if (noteProblem !== undefined) return { says: `its note: ${noteProblem}` };
  const names = payment
    ? ({ kind: 'payment', id: payment } as const)
    : ({ kind: 'order', id: order } as const);
  const minor = amount === '' ? undefined : Number(amount);
  const ofBuyer = note === '' ? {} : { note };
  return { content: { names, amount: minor, reason: reason || usualReason, ...ofBuyer } };
}

const {
  amount: amountSchema,
  reason: reasonSchema,
  noteToBuyer: noteSchema,
} = requestRefundRequest.shape;

/** Whether the API accepts the amount: whole minor units. */
export const isAmount = (text: string): boolean =>
  /^[1-9]\d*$/.test(text) && amountSchema.safeParse(Number(text)).success;

/** Why the API would refuse the reason. Checked for the whole file before anything is refunded. */
export const reasonFault = (text: string): string | undefined =>
  reasonSchema.safeParse(text).error?.issues[0]?.message;

/** Why the API would refuse the note to the buyer. */
export const noteFault = (text: string): string | undefined =>
  noteSchema.safeParse(text).error?.issues[0]?.message;

/** A row's key is made of the whole file's content and the row's position. */
function identified(read: ({ line: number } & Read)[]): Rows {
  const contents = read.map((row) => ('content' in row ? row.content : null));
  const fingerprint = sha256(JSON.stringify(contents));
  const rows: Row[] = [];
  const problems: Problem[] = [];
  const lines = new Map<string, number>();
  for (const [index, row] of read.entries()) {
    const { line } = row;
    const twin = 'content' in row ? lines.get(JSON.stringify(row.content)) : undefined;
    if ('says' in row) problems.push({ line, says: row.says });
    else if (twin !== undefined)
      problems.push({
        line,
        says: `it repeats line ${twin}; if you mean two refunds, give them different reasons`,
      });
    else {
      lines.set(JSON.stringify(row.content), line);
      rows.push({
        line,
        ...row.content,
        idempotencyKey: `ops-${sha256(`${fingerprint}:${index}`)}`,
      });
    }
  }
  return { rows, problems, fingerprint };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
