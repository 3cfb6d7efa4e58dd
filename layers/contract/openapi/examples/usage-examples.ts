import type * as z from 'zod/mini';
import type * as periods from '../../periods.ts';
import type * as usage from '../../usage.ts';
import type * as reports from '../../usage-reports.ts';
import { ids } from './ids.ts';

const ingested: z.infer<typeof usage.ingestedUsage> = {
  accepted: 1,
  duplicates: 0,
  conflicts: 0,
  rejected: 1,
  results: [
    { id: 'req-8f14e45f', status: 'accepted' },
    { id: 'volume-2026-11-21', status: 'rejected', code: 'project_not_found' },
  ],
};

const report: z.infer<typeof reports.usageReport> = {
  customerId: ids.customer,
  month: '2026-11',
  plan: 'pay_as_you_go',
  meters: {
    traffic: {
      bytes: 8_240_000_000,
      mb: 8_240,
      gb: 8.24,
      limitBytes: 10_000_000_000,
      percent: 82.4,
      level: 'warning',
      projectedBytes: 11_760_000_000,
      projects: [{ projectId: ids.project, bytes: 8_240_000_000 }],
    },
    storage: {
      bytes: 7_340_000_000,
      mb: 7_340,
      gb: 7.34,
      limitBytes: 10_240_000_000,
      percent: 71.6,
      level: 'ok',
      projectedBytes: 7_340_000_000,
      projects: [{ projectId: ids.project, bytes: 7_340_000_000 }],
    },
  },
};

const history: z.infer<typeof reports.usageHistory> = {
  customerId: ids.customer,
  data: [
    {
      month: '2026-11',
      meters: {
        traffic: { bytes: 8_240_000_000, mb: 8_240, gb: 8.24 },
        storage: { bytes: 7_340_000_000, mb: 7_340, gb: 7.34 },
      },
    },
  ],
  nextCursor: null,
};

const period: z.infer<typeof periods.periodView> = {
  customerId: ids.customer,
  month: '2026-10',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-01T00:00:00.000Z',
  closedAt: '2026-11-03T02:10:00.000Z',
  plan: 'pay_as_you_go',
  currency: 'EUR',
  recount: 'confirmed',
  meters: {
    traffic: { bytes: 21_200_000_000, limitBytes: 10_000_000_000, gb: 12, unitAmount: 10 },
    storage: {
      gbHours: 5_460.96,
      byteMilliseconds: '19659456000000000000',
      averageBytes: 7_340_000_000,
      limitBytes: 10_240_000_000,
      gb: 0,
      unitAmount: 10,
    },
  },
  lines: [
    {
      kind: 'overage',
      month: '2026-10',
      meter: 'traffic',
      projectId: ids.project,
      gb: 12,
      unitAmount: 10,
      amount: 120,
      currency: 'EUR',
      days: { '2026-10-30': { bytes: 4_100_000_000 }, '2026-10-31': { bytes: 7_100_000_000 } },
    },
  ],
  carriedIn: [],
  due: [{ amount: 120, currency: 'EUR' }],
  carriedOut: [],
};

const checked: z.infer<typeof reports.checkedUsage> = {
  allowed: true,
  level: 'warning',
  percent: 82,
};

export const usageExamples = {
  ingestUsage: ingested,
  getUsage: report,
  getUsageHistory: history,
  getUsagePeriod: period,
  checkUsage: checked,
};
