import type { FunctionNeeds } from './function-needs.ts';

/** Functions for the invoicing platform, and for what the tax administration is told. */
export const platformFunctions = {
  'platform/follow-document': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*'],
      GetItem: ['INVOICE#*', 'PLATFORM#*'],
      PutItem: ['INVOICE#*', 'PLATFORM#*', 'OUTBOX#*'],
    },
    documents: ['GetObject'],
    secrets: ['invoice-platform/client-id', 'invoice-platform/client-secret'],
    settings: ['INVOICE_PLATFORM'],
    invoicePlatform: true,
  },
  'platform/ask-about-documents': {
    timeoutSeconds: 300,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*'],
      GetItem: ['INVOICE#*', 'PLATFORM#*'],
      PutItem: ['INVOICE#*', 'OUTBOX#*'],
    },
    indexes: { due: ['DUE#PLATFORM'] },
    documents: ['GetObject'],
    secrets: ['invoice-platform/client-id', 'invoice-platform/client-secret'],
    settings: ['INVOICE_PLATFORM'],
    invoicePlatform: true,
  },
  'platform/declare-sales': {
    // A month of ten thousand documents is read page by page.
    timeoutSeconds: 29,
    memoryMb: 1024,
    table: { BatchGetItem: ['INVOICE#*'] },
    indexes: { collection: ['INVOICES#*'] },
    settings: ['SELLER'],
  },
  'platform/receive-platform-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['OUTBOX#*'] },
    secrets: ['invoice-platform/webhook-secret'],
    invoicePlatform: true,
  },
} as const satisfies Record<string, FunctionNeeds>;
