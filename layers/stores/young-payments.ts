import { newId, timeOfId } from '#domain/ids';
import type { Payment } from '#domain/payments/payment';
import { indexes, keys } from './keys.ts';
import { DynamoReadingPositions } from './reading-positions.ts';
import { type Kind, rowsByAge, yearsOf } from './retention/by-age.ts';
import { keyOf } from './stored.ts';
import type { Item, Table } from './table.ts';

const minuteMs = 60_000;

/** Most payments are completed at this age: only what is still open then is put into the index. */
const youngMs = 15 * minuteMs;

/** A payment that is written later than this is put into the index at once: it may be missed. */
const writtenWithinMs = 5 * minuteMs;

const rowsAtOnce = 100;

const payments: Kind = { prefix: 'pay', keyOf: keys.payment, partitionOf: yearsOf('PAYMENTS') };

/**
 * Whether a payment is found by its age, and needs no key in the index of what is due: to write and
 * to delete that key costs as much as three rows.
 *
 * Its first check must not come earlier. What is written minutes after its creation, such as by a
 * retry, or under another state of things, has its key.
 */
export function isFoundByAge({ createdAt, checkAt }: Payment, now: Date): boolean {
  if (checkAt === undefined) return false;
  const createdMs = Date.parse(createdAt);
  const isChecked = Date.parse(checkAt) - createdMs < youngMs;
  return !isChecked && now.getTime() - createdMs < writtenWithinMs;
}

/**
 * Puts payments that are not young any more, and that may still change, into the index of what is
 * due. Reads each payment once: how far it has come is stored when they are in the index, so that a
 * crash repeats and never skips. No row is judged here, so that a corrupt one holds up no other.
 *
 * @param dueAt the time of the schedule; the position never passes what is old by the clock.
 * @returns the keys of those that were put there, which the index may show a moment later.
 */
export async function watchOlderPayments(
  table: Table,
  { dueAt, now }: { dueAt: Date; now: Date },
): Promise<Item[]> {
  const positions = new DynamoReadingPositions(table);
  const position = await positions.load('payments');
  const before = new Date(dueAt.getTime() - youngMs);
  if (position && new Date(position.since) >= before) return [];
  const watched: Item[] = [];
  let after = position && newId('pay', new Date(position.since), new Uint8Array(10));
  for (;;) {
    const page = { after, before, limit: rowsAtOnce };
    const rows = await rowsByAge(table, payments, page, { isConsistent: false });
    for (const row of rows) if (isUnwatched(row)) watched.push(...(await watch(table, row)));
    if (rows.length === 0) return watched;
    after = idOf(rows.at(-1)!);
    await positions.save('payments', { since: earlier(timeOfId(after), now).toISOString() });
    if (rows.length < rowsAtOnce) return watched;
  }
}

/** A schedule may be run for a time to come, and payments are made until then. */
const earlier = (last: Date, now: Date): Date =>
  new Date(Math.min(last.getTime(), now.getTime() - youngMs));

const isUnwatched = ({ checkAt, dueSk }: Item): boolean =>
  checkAt !== undefined && dueSk === undefined;

const idOf = (row: Item): string => keyOf(row).pk.slice('PAYMENT#'.length);

/** Nothing if it was written meanwhile: whoever did so has put it there, or it has ended. */
async function watch(table: Table, row: Item): Promise<Item[]> {
  const id = idOf(row);
  const due = indexes.due('PAYMENTS', String(row.checkAt), id);
  const refusal = await table.write({
    update: {
      key: keys.payment(id),
      expression: 'SET duePk = :pk, dueSk = :sk',
      values: { ':pk': due.duePk, ':sk': due.dueSk, ':version': row.version },
      names: { '#version': 'version' },
      condition: { expression: '#version = :version AND attribute_not_exists(dueSk)' },
    },
  });
  return refusal ? [] : [{ ...keys.payment(id), ...due }];
}
