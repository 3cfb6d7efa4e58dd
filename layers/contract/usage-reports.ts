import * as z from 'zod/mini';
import * as part from './parts.ts';

export const month = z
  .string()
  .check(z.regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month, like 2026-11'));

const projectId = z.string().check(z.regex(/^prj_\w{1,64}$/, 'must be the id of a project, prj_…'));

/** The customer's current month when absent. */
export const usageQuery = z.strictObject({
  month: z.optional(month),
  customerId: z.optional(part.customerId),
});

export const usageHistoryQuery = z.strictObject({ customerId: z.optional(part.customerId) });

export const checkUsageQuery = z.strictObject({
  project: projectId,
  meter: z.enum(['traffic', 'storage']),
});

export const usageLevel = z.enum(['ok', 'warning', 'critical', 'exceeded']);

/** A MB is 10^6 bytes, a GB 10^9. */
const amount = { bytes: z.int(), mb: z.number(), gb: z.number() };

export const meterReport = z.object({
  ...amount,
  /** Null: no limit, and no percentage. */
  limitBytes: z.nullable(z.int()),
  /** One decimal, rounded down. */
  percent: z.nullable(z.number()),
  /** `warning` from 80 % on, `critical` from 95 %, `exceeded` from 100 %. */
  level: usageLevel,
  /** Expected at the month's end at the current rate. */
  projectedBytes: z.int(),
  projects: z.array(z.object({ projectId: z.string(), bytes: z.int() })),
});

export const usageReport = z.object({
  customerId: z.string(),
  month,
  plan: z.string(),
  meters: z.object({ traffic: meterReport, storage: meterReport }),
});

export const usageHistory = z.object({
  customerId: z.string(),
  /** The current month and the eleven before it, newest first. */
  data: z.array(
    z.object({
      month,
      meters: z.object({ traffic: z.object(amount), storage: z.object(amount) }),
    }),
  ),
  nextCursor: z.null(),
});

export const checkedUsage = z.object({
  allowed: z.boolean(),
  level: usageLevel,
  /** Whole percent, rounded down; null when there is no limit. */
  percent: z.nullable(z.int()),
});
