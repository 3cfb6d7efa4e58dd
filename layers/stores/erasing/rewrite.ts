import { overtaken, untilSaved } from '#domain/until-saved';
import type { Key } from '../keys.ts';
import type { Item, Part, Table } from '../table.ts';
import { tablePause } from '../table-pause.ts';

const race = { attemptsMax: 10, busy: 'too many concurrent writes of a row', pause: tablePause };

/**
 * Reads, changes and writes until nobody else was faster.
 *
 * @param read what is to be changed, as it is now.
 * @param change the writes, each with its own condition; none when there is nothing to change.
 * @returns whether something was written.
 */
export const rewrite = <Found>(
  table: Table,
  read: () => Promise<Found>,
  change: (found: Found) => readonly Part[],
): Promise<boolean> =>
  untilSaved<boolean>(race, async () => {
    const parts = change(await read());
    if (parts.length === 0) return false;
    return (await table.writeTogether(parts)) ? overtaken : true;
  });

/** The same for one row. */
export const rewriteRow = (
  table: Table,
  key: Key,
  change: (item: Item) => readonly Part[],
): Promise<boolean> =>
  rewrite(
    table,
    () => table.get(key),
    (item) => (item ? change(item) : []),
  );
