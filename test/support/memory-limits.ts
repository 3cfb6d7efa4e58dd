import { monthOf } from '#domain/calendar/month';
import type { ActiveProjects } from '#domain/limits/active-projects';
import type { CounterReader } from '#domain/limits/counted-month';
import type { Threshold } from '#domain/limits/level';
import type { KnownStanding, StandingStore } from '#domain/limits/standing-store';
import type { Crossing, ThresholdStore } from '#domain/limits/threshold-crossing';
import { type Counter, counterId } from '#domain/usage/counter';
import type { DomainEvent } from '#vocabulary/events';

/** Counters that a test sets; each read begins after other work has had its turn. */
export class MemoryCounters implements CounterReader {
  readonly rows = new Map<string, Counter>();
  reads = 0;

  set(counter: Counter): void {
    this.rows.set(counterId(counter), counter);
  }

  async *read({ customerId, month, meter }: Parameters<CounterReader['read']>[0]) {
    this.reads += 1;
    await Promise.resolve();
    for (const counter of [...this.rows.values()]) {
      const isAsked = meter === undefined || counter.meter === meter;
      if (counter.customerId === customerId && monthOf(counter.day) === month && isAsked)
        yield { ...counter };
    }
  }
}

export class MemoryActiveProjects implements ActiveProjects {
  readonly ids = new Map<string, Set<string>>();

  async idsOf(customerId: string) {
    return new Set(this.ids.get(customerId));
  }
}

/** Keeps the promises of the port, and counts the writes. */
export class MemoryStandingStore implements StandingStore {
  readonly projects = new Map<string, KnownStanding>();
  readonly customers = new Map<string, KnownStanding>();
  writes = 0;

  async find(projectId: string) {
    return structuredClone(this.projects.get(projectId));
  }

  async findOfCustomer(customerId: string) {
    return structuredClone(this.customers.get(customerId));
  }

  async write(standing: KnownStanding, projectIds: readonly string[]) {
    for (const id of projectIds) {
      this.put(this.projects, id, standing);
      await Promise.resolve();
    }
    this.put(this.customers, standing.customerId, standing);
  }

  private put(rows: Map<string, KnownStanding>, id: string, standing: KnownStanding): void {
    const stored = rows.get(id);
    if (stored && stored.readAt > standing.readAt) return;
    rows.set(id, structuredClone(standing));
    this.writes += 1;
  }
}

/** Keeps the promises of the port; `busyFor` makes that many tries meet somebody else's. */
export class MemoryThresholdStore implements ThresholdStore {
  readonly marks = new Set<string>();
  readonly told: DomainEvent[] = [];
  busyFor = 0;

  async isMarked(crossing: Crossing) {
    return this.marks.has(markOf(crossing));
  }

  async mark(crossing: Crossing, lower: readonly Threshold[], event: DomainEvent) {
    await Promise.resolve();
    if (this.busyFor > 0) {
      this.busyFor -= 1;
      return 'busy' as const;
    }
    if (this.marks.has(markOf(crossing))) return 'known' as const;
    this.marks.add(markOf(crossing));
    for (const threshold of lower) this.marks.add(markOf({ ...crossing, threshold }));
    this.told.push(event);
    return 'marked' as const;
  }
}

const markOf = ({ customerId, month, meter, limitBytes, threshold }: Crossing): string =>
  [customerId, month, meter, limitBytes, threshold].join('#');
