import { createHash } from 'node:crypto';
import { addDays, utcDay } from '#domain/calendar/day';
import {
  type CountedTrouble,
  slotOf,
  type Trouble,
  type TroubleStore,
  troubleKinds,
} from '#domain/monitoring/trouble';
import { count, instant, oneOf, optional, text } from './fields.ts';
import { ttlAfterDays } from './keys.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import { stored } from './stored.ts';
import type { Item, Table } from './table.ts';

const keptDays = 40;

/** One plain update each: who is in trouble already should not pay for being counted exactly. */
export class DynamoTroubleStore implements TroubleStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async add({ kind, dimension, example }: Trouble, at: Date): Promise<void> {
    const slot = slotOf(at).toISOString();
    const place = example === undefined ? [] : [placeOf(example)];
    const examples = place.map((name) => `, ${name} = :example`).join('');
    await this.#table.write({
      update: {
        key: monitoringKeys.trouble({ slot, kind, dimension }),
        expression: `SET slot = :slot, kind = :kind, dimension = :dimension, lastAt = :at, #ttl = :ttl${examples} ADD #count :one`,
        names: { '#ttl': 'ttl', '#count': 'count' },
        values: {
          ':slot': slot,
          ':kind': kind,
          ':dimension': dimension,
          ':at': at.toISOString(),
          ':ttl': ttlAfterDays(at, keptDays),
          ':one': 1,
          ...(example !== undefined && { ':example': example }),
        },
      },
    });
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

/** One of five attributes, so that a row never holds more ids: a later one may replace another. */
const placeOf = (example: string): (typeof places)[number] =>
  places[createHash('sha256').update(example).digest()[0]! % places.length]!;

const places = ['example0', 'example1', 'example2', 'example3', 'example4'] as const;

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
