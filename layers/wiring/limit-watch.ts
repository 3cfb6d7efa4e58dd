import { DynamoStandingStore } from '#stores/usage/standing-store';
import { DynamoThresholdStore } from '#stores/usage/threshold-store';
import { acting } from './acting.ts';
import { limitReports } from './limit-reports.ts';
import { mainTable } from './main-table.ts';
import { usageTable } from './usage-table.ts';

/** Compares customers' counters with their plans, and stores their standings. */
export const limitWatch = {
  ...limitReports,
  ...acting,
  standings: new DynamoStandingStore(usageTable),
  thresholds: new DynamoThresholdStore(mainTable),
};
