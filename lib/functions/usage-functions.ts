import type { FunctionNeeds } from './function-needs.ts';

/** Compares counters with plans, for every project of a customer. */
const standings = {
  indexes: { owner: ['PROJECTS#*'] },
  usage: {
    Query: ['COUNTER#*'],
    GetItem: ['CUSTOMER#*'],
    PutItem: ['PROJECT#*', 'CUSTOMER#*'],
  },
  settings: ['PLANS'],
} as const;

/** Functions that count usage, compare it with plans and bill it. */
export const usageFunctions = {
  'usage/collect-storage': {
    timeoutSeconds: 900,
    memoryMb: 512,
    table: { GetItem: ['PROJECT#*'], BatchGetItem: ['CUSTOMER#*', 'PROJECT#*'] },
    indexes: { collection: ['CUSTOMERS'], owner: ['PROJECTS#*'] },
    usage: { BatchGetItem: ['BUCKET#*'] },
    sendsTo: ['aggregate-usage'],
    storageSources: true,
    settings: ['STORAGE_SOURCES'],
  },
  'usage/close-month': {
    timeoutSeconds: 900,
    // Memory for a million identities, and one full processor to unpack and hash events.
    memoryMb: 1769,
    table: {
      GetItem: ['PERIOD#*', 'PROJECT#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: ['PERIOD#*', 'OUTBOX#*'],
    },
    indexes: { collection: ['CUSTOMERS'] },
    usage: { Query: ['COUNTER#*'], UpdateItem: ['COUNTER#*'] },
    raw: ['GetObject', 'ListBucket'],
    settings: ['PLANS', 'METERING'],
  },
  'usage/ingest-events': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: {
      GetItem: ['PROJECT#*'],
      PutItem: ['IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    usage: { BatchGetItem: ['BUCKET#*'] },
    sendsTo: ['aggregate-usage'],
  },
  'usage/aggregate-events': {
    timeoutSeconds: 60,
    memoryMb: 1024,
    usage: {
      BatchGetItem: ['BUCKET#*', 'COUNTER#*'],
      PutItem: ['BUCKET#*'],
      UpdateItem: ['COUNTER#*'],
    },
    raw: ['PutObject'],
  },
  'usage/get-usage': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    indexes: { owner: ['PROJECTS#*'] },
    usage: { Query: ['COUNTER#*'] },
    settings: ['PLANS'],
  },
  'usage/get-usage-history': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    usage: { Query: ['COUNTER#*'] },
  },
  'usage/get-period': { timeoutSeconds: 10, memoryMb: 512, table: { GetItem: ['PERIOD#*'] } },
  'usage/check-usage': {
    timeoutSeconds: 5,
    memoryMb: 512,
    table: { GetItem: ['PROJECT#*'] },
    usage: { GetItem: ['PROJECT#*'] },
  },
  'usage/watch-limits': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'THRESHOLD#*'],
      PutItem: ['THRESHOLD#*'],
      UpdateItem: ['THRESHOLD#*'],
    },
    ...standings,
  },
  'usage/watch-customer': {
    timeoutSeconds: 30,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'THRESHOLD#*'],
      PutItem: ['THRESHOLD#*'],
      UpdateItem: ['THRESHOLD#*'],
    },
    ...standings,
  },
  'usage/check-limits': {
    timeoutSeconds: 600,
    memoryMb: 1024,
    table: {
      GetItem: ['THRESHOLD#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: ['THRESHOLD#*', 'METRICS#MONTHS'],
      UpdateItem: ['THRESHOLD#*'],
    },
    ...standings,
    indexes: { ...standings.indexes, collection: ['CUSTOMERS'] },
  },
} as const satisfies Record<string, FunctionNeeds>;
