import type { FunctionNeeds } from './function-needs.ts';

/** Functions that watch the shop, and tell its admins. */
export const monitoringFunctions = {
  'monitoring/count-facts': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: { GetItem: ['METRICS#*'], PutItem: ['METRICS#*'], BatchGetItem: ['PAYMENT#*'] },
  },
  'monitoring/recount-payments': {
    timeoutSeconds: 600,
    memoryMb: 1024,
    table: {
      GetItem: ['METRICS#*'],
      BatchGetItem: ['PAYMENT#*'],
      Query: ['METRICS#*', 'PAYMENT#*'],
      PutItem: ['METRICS#*'],
      BatchWriteItem: ['METRICS#*'],
      UpdateItem: ['TROUBLES#*'],
    },
    indexes: { collection: ['PAYMENTS#*'] },
  },
  'monitoring/evaluate-alerts': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: {
      GetItem: ['ALERT#*', 'EVALUATION', 'SWITCHES'],
      BatchGetItem: ['ALERT#*'],
      Query: ['METRICS#*', 'TROUBLES#*'],
      PutItem: ['ALERT#*', 'EVALUATION', 'OUTBOX#*'],
    },
    indexes: { collection: ['ALERTS_ACTIVE'] },
    settings: ['ALERTS', 'BRAND', 'SELLER', 'SHOP_ORIGINS'],
  },
  'monitoring/note-alarm': {
    timeoutSeconds: 15,
    memoryMb: 256,
    table: { GetItem: ['ALERT#*'], PutItem: ['ALERT#*', 'OUTBOX#*'] },
  },
  'alerts/list-alerts': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['ALERT#*'] },
    indexes: { collection: ['ALERTS'] },
  },
  'alerts/acknowledge-alert': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['ALERT#*'], PutItem: ['ALERT#*', 'AUDIT#*'] },
    indexes: { collection: ['ALERTS'] },
  },
  'alerts/test-alerts': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['ALERT#*', 'AUDIT#*', 'OUTBOX#*'] },
  },
  'alerts/plan-maintenance': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['EVALUATION', 'AUDIT#*'] },
  },
  'alerts/post-alert': {
    timeoutSeconds: 30,
    memoryMb: 256,
    postsToChats: true,
    settings: ['ALERTS', 'MAIL_ADMIN'],
  },
  'notices/file-notice': {
    timeoutSeconds: 15,
    memoryMb: 256,
    table: { PutItem: ['NOTICE#*'] },
  },
  'notices/list-notices': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['NOTICE#*'] },
    indexes: { collection: ['NOTICES'] },
  },
  'notices/read-notice': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['NOTICE#*'], UpdateItem: ['NOTICE#*'] },
  },
} as const satisfies Record<string, FunctionNeeds>;
