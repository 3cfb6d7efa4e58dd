import type { FunctionNeeds } from './function-needs.ts';

/** Functions for what buyers are sent and shown. */
export const invoiceFunctions = {
  'invoices/generate-invoice': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['PAYMENT#*', 'INVOICE#*'],
      GetItem: ['SERIES#*', 'PERIOD#*', 'CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['INVOICE#*', 'PAYMENT#*', 'PERIOD#*', 'SERIES#*'],
      UpdateItem: ['INVOICE#*', 'INVOICES#*', 'TROUBLES#*'],
      BatchWriteItem: ['FINDING#*'],
    },
    documents: ['PutObject'],
    secrets: ['client-token-key'],
    settings: ['INVOICING', 'SELLER', 'BRAND', 'API_URL', 'WEB_URL'],
    assets: true,
  },
  'invoices/issue-credit-note': {
    timeoutSeconds: 30,
    // One full processor, because rendering is CPU work.
    memoryMb: 1769,
    table: {
      Query: ['PAYMENT#*', 'INVOICE#*'],
      GetItem: ['PAYMENT#*', 'SERIES#*'],
      PutItem: ['INVOICE#*', 'PAYMENT#*', 'SERIES#*'],
      UpdateItem: ['INVOICE#*'],
      BatchWriteItem: ['FINDING#*'],
    },
    documents: ['PutObject'],
    settings: ['INVOICING', 'BRAND'],
    assets: true,
  },
  'invoices/get-invoice': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*'],
      GetItem: ['INVOICE#*', 'SWITCHES', 'PROOFS#*'],
      UpdateItem: ['PROOFS#*', 'TROUBLES#*'],
    },
    secrets: ['client-token-key'],
    settings: ['PROVIDERS', 'API_URL', 'WEB_URL'],
  },
  'invoices/download-invoice': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      Query: ['INVOICE#*'],
      GetItem: ['PROOFS#*'],
      UpdateItem: ['INVOICE#*', 'PROOFS#*', 'TROUBLES#*'],
    },
    documents: ['GetObject'],
    secrets: ['client-token-key'],
    settings: ['LINK_LIFETIME_SECONDS'],
  },
  'messages/send-message': {
    timeoutSeconds: 30,
    memoryMb: 1024,
    table: {
      Query: ['INVOICE#*', 'PAYMENT#*', 'ADMIN_NOTES#*'],
      GetItem: [
        'CUSTOMER#*',
        'PROJECT#*',
        'ADMIN_NOTES#*',
        'ACTIVATION#*',
        'ALERT#*',
        'MAIL_STANDING#*',
        'WEBHOOK_ENDPOINT#*',
        'MESSAGES#*',
      ],
      PutItem: ['MESSAGES#*', 'OUTBOX#*'],
      UpdateItem: ['MESSAGES#*', 'ADMIN_NOTES#*', 'INVOICE#*', 'TROUBLES#*'],
    },
    usage: { Query: ['COUNTER#*'] },
    documents: ['GetObject'],
    sendsMail: true,
    // Sends to its own queue: the digest of an hour that has not ended.
    sendsTo: ['send-message'],
    secrets: ['client-token-key'],
    settings: [
      'ALERTS',
      'SELLER',
      'BRAND',
      'MAIL_FROM',
      'MAIL_ADMIN',
      'MAIL_CONFIGURATION_SETS',
      'PLANS',
      'API_URL',
      'WEB_URL',
    ],
  },
  'messages/list-messages': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      Query: ['MESSAGES#*'],
      GetItem: ['PAYMENT#*', 'INVOICE#*'],
      BatchGetItem: ['MESSAGES#*'],
    },
    indexes: { collection: ['UNDELIVERED_MAILS'] },
  },
  'messages/resend-message': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['MESSAGES#*', 'MAIL_STANDING#*'],
      Query: ['INVOICE#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*', 'MAIL_STANDING#*', 'OUTBOX#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets: ['client-token-key'],
  },
  'messages/note-mail-event': {
    timeoutSeconds: 10,
    memoryMb: 256,
    table: {
      GetItem: ['MESSAGES#*', 'MAIL_STANDING#*'],
      PutItem: ['MAIL_STANDING#*', 'OUTBOX#*'],
      UpdateItem: ['MESSAGES#*', 'TROUBLES#*'],
    },
    secrets: ['client-token-key'],
  },
  'pages/show-result': { timeoutSeconds: 5, memoryMb: 256, settings: ['BRAND'] },
  'pages/show-invoice-payment': { timeoutSeconds: 5, memoryMb: 256, settings: ['BRAND'] },
  'invoices/verify-invoices': {
    timeoutSeconds: 900,
    memoryMb: 1024,
    table: {
      GetItem: ['SERIES#*', 'INVOICES#*'],
      BatchGetItem: ['INVOICE#*'],
      PutItem: ['INVOICES#*'],
    },
    indexes: { collection: ['INVOICES#*'] },
    documents: ['GetObject'],
    settings: ['SELLER'],
  },
} as const satisfies Record<string, FunctionNeeds>;
