import { type Day, utcDay } from '#domain/calendar/day';
import type { Clock } from '#domain/clock';
import { type CountedSlot, emptySlot } from '#domain/monitoring/counted-slot';
import type { CounterStore } from '#domain/monitoring/counter-store';
import { type Hour, type Slot, sumOf, type Totals } from '#domain/monitoring/counters';
import { hoursOf } from '#domain/monitoring/hours';

/** Keeps the promises of the port: a slot is written on the version that was read. */
export class MemoryCounterStore implements CounterStore {
  readonly stored = new Map<string, CountedSlot>();
  readonly storedHours = new Map<string, Hour>();
  readonly opened = new Map<Day, Totals>();
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  async slot(at: string): Promise<CountedSlot> {
    return this.stored.get(at) ?? emptySlot(at);
  }

  async save(slot: CountedSlot): Promise<'saved' | 'overtaken'> {
    if ((this.stored.get(slot.at)?.version ?? 0) !== slot.version - 1) return 'overtaken';
    this.stored.set(slot.at, slot);
    return 'saved';
  }

  async slots(from: Date, to: Date): Promise<Slot[]> {
    return within(from, to, [...this.stored.values()]);
  }

  async slotsOf(day: Day): Promise<CountedSlot[]> {
    const from = new Date(day);
    return within(from, new Date(from.getTime() + 86_400_000), [...this.stored.values()]);
  }

  async hours(from: Date, to: Date): Promise<Hour[]> {
    const newest = [...this.storedHours.keys()].sort().at(-1) ?? '';
    const unstored = hoursOf(await this.slots(from, to)).filter(({ at }) => at > newest);
    const hours = within(from, to, [...this.storedHours.values(), ...unstored]);
    return hours.filter(({ series, latencies }) => Object.keys({ ...series, ...latencies })[0]);
  }

  async totals(): Promise<Totals> {
    const day = [...this.opened.keys()]
      .filter((one) => one <= utcDay(this.#now()))
      .sort()
      .at(-1);
    const slots = [...this.stored.values()].filter(({ at }) => at >= (day ?? ''));
    const before = day ? [this.opened.get(day)!] : [];
    const updatedAt = [
      ...before.map(({ updatedAt: at = '' }) => at),
      ...slots.map(({ countedAt }) => countedAt),
    ]
      .sort()
      .at(-1);
    return { ...sumOf([...before, ...slots]), ...(updatedAt && { updatedAt }) };
  }

  async saveHours(hours: readonly Hour[]): Promise<void> {
    for (const hour of hours) this.storedHours.set(hour.at, hour);
  }

  async openDay(day: Day, before: Totals): Promise<void> {
    this.opened.set(day, before);
  }

  async before(day: Day): Promise<Totals | undefined> {
    return this.opened.get(day);
  }
}

const within = <Timed extends { at: string }>(
  from: Date,
  to: Date,
  all: readonly Timed[],
): Timed[] =>
  all
    .filter(({ at }) => at >= from.toISOString() && at < to.toISOString())
    .sort((one, other) => (one.at < other.at ? -1 : 1));
