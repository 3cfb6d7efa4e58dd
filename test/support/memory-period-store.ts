import type { Period } from '#domain/billing-periods/period';
import type { CounterBooks, PeriodStore } from '#domain/billing-periods/period-store';
import { monthOf } from '#domain/calendar/month';
import { type Counter, counterId } from '#domain/usage/counter';
import type { DomainEvent, EventType } from '#vocabulary/events';

/** Keeps the promises of the port. */
export class MemoryPeriodStore implements PeriodStore {
  readonly periods = new Map<string, Period>();
  readonly events = new Map<string, DomainEvent>();

  async find(customerId: string, month: string) {
    return structuredClone(this.periods.get(`${customerId} ${month}`));
  }

  async close(period: Period, event: DomainEvent) {
    const key = `${period.customerId} ${period.month}`;
    if (this.periods.has(key)) return 'taken' as const;
    this.periods.set(key, structuredClone(period));
    await this.tell(event);
    return 'closed' as const;
  }

  async tell(event: DomainEvent) {
    if (!this.events.has(event.id)) this.events.set(event.id, event);
  }

  factsOf = <Type extends EventType>(type: Type) =>
    [...this.events.values()].filter(
      (event): event is Extract<DomainEvent, { type: Type }> => event.type === type,
    );
}

/** Over counters that others may count on, by their ids: those of a `MemoryUsageStore`. */
export class MemoryCounterBooks implements CounterBooks {
  readonly #counters: Map<string, Counter>;

  constructor(counters: Map<string, Counter>) {
    this.#counters = counters;
  }

  async readMonth(customerId: string, month: string) {
    const counters = [...this.#counters.values()];
    return structuredClone(
      counters.filter((one) => one.customerId === customerId && monthOf(one.day) === month),
    );
  }

  async set(before: Counter | undefined, after: Counter) {
    const stored = this.#counters.get(counterId(after));
    const isAsRead =
      stored?.events === before?.events &&
      stored?.bytes === before?.bytes &&
      stored?.measuredAt === before?.measuredAt;
    if (!isAsRead) return 'moved' as const;
    this.#counters.set(counterId(after), structuredClone(after));
    return 'set' as const;
  }
}
