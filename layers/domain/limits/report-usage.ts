import { type Month, monthAt } from '../calendar/month.ts';
import type { Clock } from '../clock.ts';
import type { Customer } from '../customers/customer.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { NotFoundError } from '../errors.ts';
import { type Plans, planOf } from '../plans/plan.ts';
import type { Meter } from '../usage/usage-event.ts';
import { type ActiveProjects, withoutArchived } from './active-projects.ts';
import { allowanceOf } from './allowance.ts';
import {
  type CounterReader,
  type ProjectBytes,
  readCountedMonth,
  totalOf,
} from './counted-month.ts';
import { type Level, levelOf, percentOf } from './level.ts';
import { projectedBytes } from './projected-bytes.ts';

export type ReportDeps = {
  customers: Pick<CustomerStore, 'find'>;
  projects: ActiveProjects;
  counters: CounterReader;
  plans: Plans;
  now: Clock;
};

export type MeterReport = {
  bytes: number;
  /** Null when there is no limit, as is `percent`. */
  limitBytes: number | null;
  percent: number | null;
  level: Level;
  /** Expected at the month's end at the current rate; stored bytes are expected to stay. */
  projectedBytes: number;
  projects: ProjectBytes[];
};

export type UsageReport = {
  customerId: string;
  /** In the customer's zone. */
  month: Month;
  planId: string;
  meters: Record<Meter, MeterReport>;
};

/**
 * Compares a customer's month with its current plan, for each meter.
 *
 * @param month the current one when absent.
 * @throws NotFoundError when there is no such customer.
 */
export async function reportUsage(
  deps: ReportDeps,
  { customerId, month: wanted }: { customerId: string; month?: Month },
): Promise<UsageReport> {
  const customer = await deps.customers.find(customerId);
  if (!customer) throw new NotFoundError('customer');
  const { timeZone } = customer;
  const now = deps.now();
  const running = monthAt(now, timeZone);
  const month = wanted ?? running;
  const [counted, active] = await Promise.all([
    readCountedMonth(deps.counters, { customerId, month }),
    deps.projects.idsOf(customerId),
  ]);
  const usage = month === running ? withoutArchived(counted, active) : counted;
  const project = (bytes: number) => projectedBytes(bytes, { month, timeZone, now });
  const { plans } = deps;
  return {
    customerId,
    month,
    planId: planOf(customer, plans).id,
    meters: {
      traffic: meterReport(customer, { meter: 'traffic', ...usage, plans, project }),
      storage: meterReport(customer, { meter: 'storage', ...usage, plans, project: (now) => now }),
    },
  };
}

type Measured = Record<Meter, ProjectBytes[]> & {
  meter: Meter;
  plans: Plans;
  project: (bytes: number) => number;
};

function meterReport(
  customer: Customer,
  { meter, plans, project, ...usage }: Measured,
): MeterReport {
  const projects = usage[meter];
  const bytes = totalOf(projects);
  const { limitBytes } = allowanceOf(customer, meter, plans);
  return {
    bytes,
    limitBytes,
    percent: percentOf(bytes, limitBytes),
    level: levelOf(bytes, limitBytes),
    projectedBytes: project(bytes),
    projects,
  };
}
