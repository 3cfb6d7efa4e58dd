import type { FunctionNeeds } from './function-needs.ts';

/** What shows how the shop is doing, to people and to machines. */
export const metricsFunctions = {
  'monitoring/get-health': { timeoutSeconds: 5, memoryMb: 256 },
  'monitoring/check-dependencies': {
    timeoutSeconds: 5,
    memoryMb: 512,
    table: { GetItem: ['SWITCHES'], Query: ['METRICS#*', 'TROUBLES#*'] },
    watchesQueues: 'jobs',
    settings: ['PROVIDERS'],
  },
  'monitoring/summarize-payments': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['METRICS#*'] },
  },
  'monitoring/chart-payments': {
    timeoutSeconds: 15,
    memoryMb: 1024,
    table: { Query: ['METRICS#*'] },
    settings: ['SELLER'],
  },
  'monitoring/expose-metrics': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['METRICS#*'], BatchGetItem: ['ALERT#*'] },
    indexes: { collection: ['ALERTS_ACTIVE'] },
    watchesQueues: 'all',
    settings: ['PROVIDERS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
