import type { FunctionNeeds } from './function-needs.ts';

/** Functions that write files for the accountant. */
export const exportFunctions = {
  'exports/get-export': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['ACCOUNTING#*'],
      PutItem: ['ACCOUNTING#*', 'AUDIT#*'],
    },
    exports: ['GetObject'],
    settings: ['SELLER', 'ACCOUNTING', 'LINK_LIFETIME_SECONDS'],
  },
  'exports/write-accounting-export': {
    timeoutSeconds: 900,
    memoryMb: 1769,
    table: {
      GetItem: ['ACCOUNTING#*', 'INVOICE#*'],
      BatchGetItem: ['PAYMENT#*'],
      Query: ['INVOICE#*', 'PAYMENT#*'],
      PutItem: ['ACCOUNTING#*'],
    },
    indexes: { collection: ['INVOICES#*', 'PAYMENTS#*'] },
    documents: ['GetObject'],
    exports: ['GetObject', 'PutObject'],
    settings: ['SELLER', 'ACCOUNTING'],
  },
} as const satisfies Record<string, FunctionNeeds>;
