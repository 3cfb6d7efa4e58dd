import * as z from 'zod/mini';
import type { BusinessMonth } from '#domain/monitoring/business-month';
import * as part from '../parts.ts';
import { month } from '../usage-reports.ts';

const mean = z.nullable(z.number());

export const businessMonthView = z.object({
  month,
  countedAt: part.timestamp,
  customers: z.int(),
  /** By plan. */
  plans: z.record(z.string(), z.int()),
  subscriptions: z.int(),
  /** Of all customers, those who pay for a plan. */
  conversion: mean,
  projects: z.int(),
  trafficBytes: z.int(),
  storageBytes: z.int(),
  meanTrafficBytes: z.object({ perProject: mean, perCustomer: mean }),
});

export function viewBusinessMonth(counted: BusinessMonth): z.infer<typeof businessMonthView> {
  const { plans, subscriptions, projects, trafficBytes } = counted;
  const customers = Object.values(plans).reduce((sum, count) => sum + count, 0);
  return {
    month: counted.month,
    countedAt: counted.countedAt,
    customers,
    plans,
    subscriptions,
    conversion: customers === 0 ? null : Math.round((subscriptions / customers) * 10_000) / 10_000,
    projects,
    trafficBytes,
    storageBytes: counted.storageBytes,
    meanTrafficBytes: {
      perProject: projects === 0 ? null : Math.round(trafficBytes / projects),
      perCustomer: customers === 0 ? null : Math.round(trafficBytes / customers),
    },
  };
}
