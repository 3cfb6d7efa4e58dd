import type * as z from 'zod/mini';
import type { MeterReport, UsageReport } from '#domain/limits/report-usage';
import type { MonthTotals } from '#domain/limits/usage-history';
import type { usageHistory, usageReport } from './usage-reports.ts';

export const viewUsage = ({
  customerId,
  month,
  planId,
  meters,
}: UsageReport): z.infer<typeof usageReport> => ({
  customerId,
  month,
  plan: planId,
  meters: { traffic: viewMeter(meters.traffic), storage: viewMeter(meters.storage) },
});

export const viewHistory = (
  customerId: string,
  months: readonly MonthTotals[],
): z.infer<typeof usageHistory> => ({
  customerId,
  data: months.map(({ month, bytes }) => ({
    month,
    meters: { traffic: inUnits(bytes.traffic), storage: inUnits(bytes.storage) },
  })),
  nextCursor: null,
});

const viewMeter = ({ bytes, ...rest }: MeterReport) => ({ ...inUnits(bytes), ...rest });

const inUnits = (bytes: number) => ({ bytes, mb: bytes / 1e6, gb: bytes / 1e9 });
