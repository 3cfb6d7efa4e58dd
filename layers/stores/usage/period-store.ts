import type { Period } from '#domain/billing-periods/period';
import type { CounterBooks, PeriodStore } from '#domain/billing-periods/period-store';
import type { Month } from '#domain/calendar/month';
import type { Counter } from '#domain/usage/counter';
import type { DomainEvent } from '#vocabulary/events';
import { keys } from '../keys.ts';
import { carrying, eventWrite } from '../outbox.ts';
import { type Condition, type Item, keyIsFree, type Table } from '../table.ts';
import { counterFrom } from './stored-counter.ts';
import { packed, periodFrom } from './stored-period.ts';
import { usageKeys } from './usage-keys.ts';

/** Closed months in the main table, whose stream delivers their events. */
export class DynamoPeriodStore implements PeriodStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(customerId: string, month: string): Promise<Period | undefined> {
    const item = await this.#table.get(keys.period(customerId, month));
    return item && periodFrom(item);
  }

  async close(period: Period, event: DomainEvent): Promise<'closed' | 'taken'> {
    const key = keys.period(period.customerId, period.month);
    const item = { ...packed(period), ...carrying(event) };
    const refusal = await this.#table.write({ put: { key, item, condition: keyIsFree } });
    if (refusal && !refusal.existing) throw new Error('another run is writing the period');
    return refusal ? 'taken' : 'closed';
  }

  async tell(event: DomainEvent): Promise<void> {
    const refusal = await this.#table.write(eventWrite(event));
    if (refusal && !refusal.existing) throw new Error('another run is writing the event');
  }
}

/** Daily counters in the usage table. */
export class DynamoCounterBooks implements CounterBooks {
  readonly #table: Table;

  constructor(usageTable: Table) {
    this.#table = usageTable;
  }

  async readMonth(customerId: string, month: Month): Promise<Counter[]> {
    const counters: Counter[] = [];
    let after: Item | undefined;
    do {
      const page = await this.#table.query({
        KeyConditionExpression: 'pk = :pk',
        values: { ':pk': usageKeys.monthOfCounters(customerId, month) },
        ConsistentRead: true,
        after,
      });
      // Other items of the partition have no counter key.
      counters.push(...page.items.filter(isCounter).map(counterFrom));
      after = page.next;
    } while (after);
    return counters;
  }

  async set(before: Counter | undefined, after: Counter): Promise<'set' | 'moved'> {
    const { events, bytes, measuredAt } = after;
    const names = { '#events': 'events', '#bytes': 'bytes', '#measuredAt': 'measuredAt' };
    const values = { ':events': events, ':bytes': bytes, ':at': measuredAt };
    const sums = 'SET #events = :events, #bytes = :bytes';
    const refusal = await this.#table.write({
      update: {
        key: usageKeys.counter(after),
        expression: measuredAt ? `${sums}, #measuredAt = :at` : `${sums} REMOVE #measuredAt`,
        condition: before ? isAsRead(before) : keyIsFree,
        names,
        values,
      },
    });
    return refusal ? 'moved' : 'set';
  }
}

const isAsRead = ({ events, bytes, measuredAt }: Counter): Condition => ({
  expression: `#events = :eventsRead AND #bytes = :bytesRead AND ${
    measuredAt ? '#measuredAt = :atRead' : 'attribute_not_exists(#measuredAt)'
  }`,
  values: { ':eventsRead': events, ':bytesRead': bytes, ':atRead': measuredAt },
});

const isCounter = ({ sk }: Item): boolean => /^(traffic|storage)#[^#]+#[\d-]{10}$/.test(String(sk));
