import type { FunctionNeeds } from './function-needs.ts';

/** Functions that read what was invoiced: for finance, and for each customer. */
export const financeFunctions = {
  'invoices/list-invoices': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['FINDING#*'], BatchGetItem: ['INVOICE#*'] },
    indexes: { collection: ['INVOICES#*'], owner: ['INVOICES#*'] },
    settings: ['API_URL', 'WEB_URL'],
  },
  'invoices/list-own-invoices': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['INVOICE#*'] },
    indexes: { collection: ['INVOICES#*'], owner: ['INVOICES#*'] },
    settings: ['API_URL', 'WEB_URL'],
  },
  'invoices/get-invoice-stats': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['SERIES#*', 'INVOICES#*', 'INVOICE#*'] },
    indexes: { collection: ['INVOICES#*'] },
    settings: ['SELLER'],
  },
  'invoices/summarize-billing': {
    // All invoices that a customer ever had, a hundred at once.
    timeoutSeconds: 30,
    memoryMb: 512,
    table: { BatchGetItem: ['INVOICE#*'] },
    indexes: { owner: ['INVOICES#*'] },
    settings: ['SELLER'],
  },
} as const satisfies Record<string, FunctionNeeds>;
