import type { FunctionNeeds } from './function-needs.ts';

/** What finance does with one invoice. */
export const invoiceActionFunctions = {
  'invoices/inspect-invoice': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['INVOICE#*'] },
    settings: ['API_URL', 'WEB_URL'],
  },
  'invoices/download-for-finance': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['INVOICE#*'] },
    documents: ['GetObject'],
    settings: ['LINK_LIFETIME_SECONDS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
