import type { Wanted } from './asked.ts';
import type { Explained, Meter } from './explain-usage.ts';

/** The sum of a project's day, or of everything requested for a meter. */
export type Sum = {
  meter: Meter;
  projectId?: string;
  day?: string;
  events: number;
  used: Record<string, number | string>;
};

type Place = { meter: Meter; projectId: string; day: string };

const keyOf = ({ meter, projectId, day }: Place): string => `${meter} ${projectId} ${day}`;

/** Selects the wanted part of a month and adds it up. */
export class Sums {
  readonly #wanted: Wanted;
  /** Number of events by meter, project and day, and by meter. */
  readonly #events = new Map<string, number>();

  constructor(wanted: Wanted) {
    this.#wanted = wanted;
  }

  /** Returns false for an event that is not wanted. */
  take(event: Place): boolean {
    if (!this.#isWanted(event)) return false;
    for (const key of [keyOf(event), event.meter]) this.#events.set(key, this.#eventsOf(key) + 1);
    return true;
  }

  /** Sums by day, then the total. Stored bytes also count on days without an event. */
  rowsOf({ days, inUnits }: Explained): Sum[] {
    const wanted = days
      .filter((day) => this.#isWanted(day))
      .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const byDay = wanted.map(({ amount, ...place }) => ({
      ...place,
      events: this.#eventsOf(keyOf(place)),
      used: inUnits(place.meter, amount),
    }));
    const inAll = [...Map.groupBy(wanted, ({ meter }) => meter)].map(([meter, group]) => ({
      meter,
      events: this.#eventsOf(meter),
      used: inUnits(
        meter,
        group.reduce((sum, { amount }) => sum + amount, 0n),
      ),
    }));
    return [...byDay, ...inAll];
  }

  #eventsOf(key: string): number {
    return this.#events.get(key) ?? 0;
  }

  #isWanted(place: Place): boolean {
    const { meter = place.meter, projectId = place.projectId, day = place.day } = this.#wanted;
    return meter === place.meter && projectId === place.projectId && day === place.day;
  }
}
