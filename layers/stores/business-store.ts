import type { BusinessMonth, BusinessStore } from '#domain/monitoring/business-month';
import { count, instant, mapOf, month } from './fields.ts';
import { ttlAfterDays } from './keys.ts';
import { monitoringKeys } from './monitoring-keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

/** 25 months: two years can be compared. */
const keptDays = 762;

/** One row for each month, written again every day. */
export class DynamoBusinessStore implements BusinessStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async save(counted: BusinessMonth): Promise<void> {
    const key = monitoringKeys.businessMonth(counted.month);
    const item = { ...counted, ttl: ttlAfterDays(counted.countedAt, keptDays) };
    await this.#table.write({ put: { key, item } });
  }

  async last(months: number): Promise<BusinessMonth[]> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk',
      values: { ':pk': monitoringKeys.businessMonth('').pk },
      ScanIndexForward: false,
      Limit: months,
    });
    return items.map(businessMonthFrom).reverse();
  }
}

const businessMonthFrom = stored<BusinessMonth>({
  month,
  countedAt: instant,
  plans: mapOf(count),
  subscriptions: count,
  projects: count,
  trafficBytes: count,
  storageBytes: count,
});
