import { addDays, utcDay } from '#domain/calendar/day';
import {
  type CountedTrouble,
  slotOf,
  type Trouble,
  type TroubleStore,
  troubleKinds,
} from '#domain/monitoring/trouble';
import { count, instant, oneOf, optional, text } from './fields.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import { stored } from './stored.ts';
import type { Item, Table } from './table.ts';
import { places, troubleUpdate } from './trouble-update.ts';

/** One plain update each: who is in trouble already should not pay for being counted exactly. */
export class DynamoTroubleStore implements TroubleStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async add(trouble: Trouble, at: Date): Promise<void> {
    await this.#table.write({ update: troubleUpdate(trouble, at) });
  }

  async between(from: Date, to: Date): Promise<CountedTrouble[]> {
    const found: CountedTrouble[] = [];
    for (let day = utcDay(from); day <= utcDay(to); day = addDays(day, 1)) {
      const first = day === utcDay(from) ? timeOf(slotOf(from)) : '00:00';
      const last = day === utcDay(to) ? timeOf(slotOf(to)) : '23:59';
      for await (const row of this.#rowsOf(day, first, last)) found.push(troubleFrom(row));
    }
    return found;
  }

  async *#rowsOf(day: string, first: string, last: string): AsyncGenerator<Item> {
    let after: Item | undefined;
    do {
      const page = await this.#table.query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        // The sign after '#', which follows the time.
        values: { ':pk': monitoringKeys.troublesOf(day), ':first': first, ':last': `${last}$` },
        after,
      });
      yield* page.items;
      after = page.next;
    } while (after);
  }
}

/** `10:05` */
const timeOf = (at: Date): string =>
  at.toISOString().slice('YYYY-MM-DDT'.length, -':00.000Z'.length);

type TroubleRow = Omit<CountedTrouble, 'examples'> &
  Partial<Record<(typeof places)[number], string>>;

const rowFrom = stored<TroubleRow>({
  slot: instant,
  kind: oneOf(...troubleKinds),
  dimension: text,
  count,
  lastAt: instant,
  example0: optional(text),
  example1: optional(text),
  example2: optional(text),
  example3: optional(text),
  example4: optional(text),
});

function troubleFrom(item: Item): CountedTrouble {
  const { slot, kind, dimension, count: times, lastAt, ...row } = rowFrom(item);
  const examples = places.flatMap((place) => row[place] ?? []).sort();
  return { slot, kind, dimension, count: times, lastAt, examples };
}
