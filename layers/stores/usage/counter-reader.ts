import type { Month } from '#domain/calendar/month';
import type { CounterReader } from '#domain/limits/counted-month';
import type { Counter } from '#domain/usage/counter';
import type { Meter } from '#domain/usage/usage-event';
import type { Item, Table } from '../table.ts';
import { counterFrom } from './stored-counter.ts';
import { usageKeys } from './usage-keys.ts';

/** Reads counters month by month: one query each, in as many pages as needed. */
export class DynamoCounterReader implements CounterReader {
  readonly #table: Table;

  constructor(usageTable: Table) {
    this.#table = usageTable;
  }

  async *read(wanted: {
    customerId: string;
    month: Month;
    meter?: Meter;
  }): AsyncGenerator<Counter, void, undefined> {
    const { customerId, month, meter } = wanted;
    const pk = usageKeys.monthOfCounters(customerId, month);
    const question =
      meter === undefined
        ? { KeyConditionExpression: 'pk = :pk', values: { ':pk': pk } }
        : {
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :meter)',
            values: { ':pk': pk, ':meter': `${meter}#` },
          };
    let after: Item | undefined;
    do {
      const page = await this.#table.query({ ...question, ConsistentRead: true, after });
      yield* page.items.map(counterFrom);
      after = page.next;
    } while (after);
  }
}
