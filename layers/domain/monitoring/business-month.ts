import type { Month } from '../calendar/month.ts';
import type { Customer } from '../customers/customer.ts';
import { type CountedMonth, totalOf } from '../limits/counted-month.ts';

/** How the business stood in a month: at its end, or now. */
export type BusinessMonth = {
  month: Month;
  /** ISO 8601 UTC. */
  countedAt: string;
  /** Customers that are not archived, by their plan. */
  plans: Readonly<Record<string, number>>;
  /** Who pays for a plan and goes on. */
  subscriptions: number;
  /** Projects with usage in the month. */
  projects: number;
  trafficBytes: number;
  /** As last measured. */
  storageBytes: number;
};

export type BusinessStore = {
  /** Replaces what was counted of the month before. */
  save(month: BusinessMonth): Promise<void>;
  /** Oldest first, of the last so many that were counted; one read. */
  last(count: number): Promise<BusinessMonth[]>;
};

/** Adds customers up, one by one, for a month of UTC. */
export class BusinessTally {
  readonly #plans = new Map<string, number>();
  readonly #projects = new Set<string>();
  #subscriptions = 0;
  #trafficBytes = 0;
  #storageBytes = 0;

  add({ planId, subscription }: Pick<Customer, 'planId' | 'subscription'>): void {
    this.#plans.set(planId, (this.#plans.get(planId) ?? 0) + 1);
    if (subscription) this.#subscriptions++;
  }

  addUsage({ traffic, storage }: CountedMonth): void {
    this.#trafficBytes += totalOf(traffic);
    this.#storageBytes += totalOf(storage);
    for (const { projectId } of [...traffic, ...storage]) this.#projects.add(projectId);
  }

  counted(month: Month, countedAt: string): BusinessMonth {
    return {
      month,
      countedAt,
      plans: Object.fromEntries([...this.#plans].sort(([one], [other]) => (one < other ? -1 : 1))),
      subscriptions: this.#subscriptions,
      projects: this.#projects.size,
      trafficBytes: this.#trafficBytes,
      storageBytes: this.#storageBytes,
    };
  }
}
