import type { BusinessMonth, BusinessStore } from '#domain/monitoring/business-month';

/** Keeps the promises of the port. */
export class MemoryBusinessStore implements BusinessStore {
  readonly months = new Map<string, BusinessMonth>();

  async save(month: BusinessMonth): Promise<void> {
    this.months.set(month.month, month);
  }

  async last(count: number): Promise<BusinessMonth[]> {
    return [...this.months.values()]
      .sort((one, other) => (one.month < other.month ? -1 : 1))
      .slice(-count);
  }
}
