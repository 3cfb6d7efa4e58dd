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
  'invoices/resend-invoice': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
    },
    documents: ['PutObject'],
    settings: ['BRAND', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/regenerate-invoice': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
    },
    documents: ['GetObject', 'PutObject'],
    secrets: ['client-token-key'],
    settings: ['BRAND', 'INVOICING', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/remind-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
    },
    settings: ['API_URL', 'WEB_URL'],
  },
  'invoices/act-on-invoices': {
    // A hundred copies are drawn within a gateway's patience.
    timeoutSeconds: 30,
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
    },
    documents: ['PutObject'],
    settings: ['BRAND'],
    assets: true,
  },
  'invoices/cancel-invoice': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      GetItem: ['SERIES#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*', 'SERIES#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
      BatchWriteItem: ['FINDING#*'],
    },
    documents: ['PutObject'],
    settings: ['BRAND', 'INVOICING', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/correct-invoice': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      GetItem: ['SERIES#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*', 'PAYMENT#*', 'PERIOD#*', 'SERIES#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*'],
      BatchWriteItem: ['FINDING#*'],
    },
    documents: ['PutObject'],
    settings: ['BRAND', 'INVOICING', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/set-invoice-status': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      GetItem: ['SERIES#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'INVOICE#*', 'PAYMENT#*', 'SERIES#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'INVOICE#*', 'INVOICES#*'],
      BatchWriteItem: ['FINDING#*'],
    },
    documents: ['PutObject'],
    settings: ['BRAND', 'INVOICING', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/remind-overdue': {
    timeoutSeconds: 120,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*', 'ORDER#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['INVOICE#*'],
      UpdateItem: ['INVOICE#*'],
    },
    indexes: { due: ['DUE#INVOICES'] },
    settings: ['REMINDERS', 'SELLER'],
  },
} as const satisfies Record<string, FunctionNeeds>;
