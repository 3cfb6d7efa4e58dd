import { addDays, type Day, utcDay } from '#domain/calendar/day';
import type { Clock } from '#domain/clock';
import { type CountedSlot, emptySlot } from '#domain/monitoring/counted-slot';
import type { CounterStore } from '#domain/monitoring/counter-store';
import {
  type Counters,
  type Hour,
  hourMs,
  type Slot,
  startOf,
  sumOf,
  type Totals,
} from '#domain/monitoring/counters';
import { hoursOf } from '#domain/monitoring/hours';
import { ttlAfterDays } from './keys.ts';
import { daysBetween, monitoringKeys } from './monitoring-keys.ts';
import {
  hourFrom,
  isSlot,
  itemOfCounters,
  itemOfSlot,
  slotFrom,
  sumFrom,
} from './stored-counters.ts';
import { type Item, type Table, versionBeforeOrGone } from './table.ts';

const slotsKeptDays = 40;

/** 25 months. */
const hoursKeptDays = 762;

/** Further back nobody looks for the sum before a day: the alarm about silent schedules has rung. */
const openedWithinDays = 3;

/** Counters of payments in the main table: five minutes, hours, and the sum before each day. */
export class DynamoCounterStore implements CounterStore {
  readonly #table: Table;
  readonly #now: Clock;

  constructor(table: Table, now: Clock) {
    this.#table = table;
    this.#now = now;
  }

  /** A stale read is harmless: it is written on its version. */
  async slot(at: string): Promise<CountedSlot> {
    const item = await this.#table.glanceAt(monitoringKeys.slot(at));
    return item ? slotFrom(item) : emptySlot(at);
  }

  async save(slot: CountedSlot): Promise<'saved' | 'overtaken'> {
    const refusal = await this.#table.write({
      put: {
        key: monitoringKeys.slot(slot.at),
        item: { ...itemOfSlot(slot), ttl: ttlAfterDays(slot.at, slotsKeptDays) },
        condition: versionBeforeOrGone(slot),
      },
    });
    return refusal ? 'overtaken' : 'saved';
  }

  async slots(from: Date, to: Date): Promise<Slot[]> {
    const [first, last] = [from.toISOString(), to.toISOString()];
    const days = await Promise.all(daysBetween(from, to).map((day) => this.slotsOf(day)));
    return days.flat().filter(({ at }) => at >= first && at < last);
  }

  async slotsOf(day: Day): Promise<CountedSlot[]> {
    return (await this.#day(day)).filter(isSlot).map(slotFrom);
  }

  async hours(from: Date, to: Date): Promise<Hour[]> {
    const stored = await this.#storedHours(from, to);
    const newest = stored.at(-1);
    const unstoredFrom = Math.max(
      from.getTime(),
      newest ? Date.parse(newest.at) + hourMs : 0,
      this.#now().getTime() - openedWithinDays * 86_400_000,
    );
    const unstoredTo = Math.min(to.getTime(), this.#now().getTime() + hourMs);
    const slots =
      unstoredFrom < unstoredTo
        ? await this.slots(new Date(unstoredFrom), new Date(unstoredTo))
        : [];
    return [...stored, ...hoursOf(slots)].filter(hasCounts);
  }

  async totals(): Promise<Totals> {
    const today = utcDay(this.#now());
    const parts: (Counters & { countedAt?: string })[] = [];
    for (let back = 0; back <= openedWithinDays; back++) {
      const day = await this.#day(addDays(today, -back));
      parts.push(...day.filter(isSlot).map(slotFrom));
      const before = day.find((item) => !isSlot(item));
      if (!before) continue;
      parts.push(sumFrom(before));
      break;
    }
    const updatedAt = parts
      .map(({ countedAt }) => countedAt ?? '')
      .sort()
      .at(-1);
    return { ...sumOf(parts), ...(updatedAt && { updatedAt }) };
  }

  async saveHours(hours: readonly Hour[]): Promise<void> {
    await this.#table.writeMany(
      hours.map((hour) => ({
        key: monitoringKeys.hour(hour.at),
        item: { ...itemOfCounters(hour), ttl: ttlAfterDays(hour.at, hoursKeptDays) },
      })),
    );
  }

  async openDay(day: Day, before: Totals): Promise<void> {
    await this.#table.writeMany([
      {
        key: monitoringKeys.before(day),
        item: {
          ...itemOfCounters(before),
          countedAt: before.updatedAt,
          ttl: ttlAfterDays(day, slotsKeptDays),
        },
      },
    ]);
  }

  async before(day: Day): Promise<Totals | undefined> {
    const item = await this.#table.get(monitoringKeys.before(day));
    if (!item) return undefined;
    const { countedAt, ...sum } = sumFrom(item);
    return { ...sum, ...(countedAt && { updatedAt: countedAt }) };
  }

  async #storedHours(from: Date, to: Date): Promise<Hour[]> {
    const first = monitoringKeys.hour(startOf(hourMs, new Date(from.getTime() + hourMs - 1))).sk;
    const last = monitoringKeys.hour(startOf(hourMs, new Date(to.getTime() - 1))).sk;
    const years = await Promise.all(
      [...new Set([first.slice(0, 4), last.slice(0, 4)])].map((year) =>
        this.#all(monitoringKeys.hoursOf(year), { first, last }),
      ),
    );
    return years.flat().map(hourFrom);
  }

  #day(day: Day): Promise<Item[]> {
    return this.#all(monitoringKeys.slotsOf(day), { first: '00:00', last: 'BEFORE' });
  }

  async #all(pk: string, { first, last }: { first: string; last: string }): Promise<Item[]> {
    const found: Item[] = [];
    let after: Item | undefined;
    do {
      const { items, next } = await this.#table.query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        values: { ':pk': pk, ':first': first, ':last': last },
        after,
      });
      found.push(...items);
      after = next;
    } while (after);
    return found;
  }
}

const hasCounts = ({ series, latencies }: Counters): boolean =>
  Object.keys(series).length + Object.keys(latencies).length > 0;
