import { apiSecrets } from '#vocabulary/secrets';
import type { FunctionNeeds } from './function-needs.ts';

/** Functions by which a person's data are erased. */
export const privacyFunctions = {
  'customers/erase-customer': {
    timeoutSeconds: 25,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'ERASURE#*', 'PERIOD#*'],
      Query: ['CUSTOMER#*', 'PAYMENT#*'],
      PutItem: ['CUSTOMER#*', 'ERASURE#*', 'AUDIT#*', 'OUTBOX#*'],
      UpdateItem: ['PERSON#*', 'MAILBOX#*'],
    },
    indexes: { owner: ['CUSTOMER#*', 'ORDERS#*', 'APIKEYS#*', 'PROJECTS#*'] },
    settings: ['PLANS'],
  },
  'customers/export-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'EXPORT#*'],
      PutItem: ['EXPORT#*', 'AUDIT#*', 'OUTBOX#*'],
    },
    exports: ['GetObject'],
    settings: ['LINK_LIFETIME_SECONDS'],
  },
  'customers/write-export': {
    timeoutSeconds: 300,
    memoryMb: 1024,
    table: {
      GetItem: ['CUSTOMER#*', 'EXPORT#*'],
      BatchGetItem: ['ORDER#*'],
      Query: ['CUSTOMER#*', 'PAYMENT#*', 'AUDIT#*', 'PERIOD#*', 'INVOICE#*'],
      PutItem: ['EXPORT#*'],
    },
    indexes: { owner: ['CUSTOMER#*', 'ORDERS#*', 'APIKEYS#*', 'PROJECTS#*'] },
    documents: ['GetObject'],
    exports: ['PutObject'],
  },
  'customers/apply-retention': {
    timeoutSeconds: 900,
    memoryMb: 1024,
    table: {
      GetItem: ['RETENTION#*', 'CUSTOMER#*', 'ERASURE#*', 'PERIOD#*', 'ORDER#*'],
      BatchGetItem: ['CUSTOMER#*', 'ERASURE#*', 'EXPORT#*', 'ORDER#*', 'PAYMENT#*'],
      Query: ['CUSTOMER#*', 'PAYMENT#*'],
      PutItem: [
        'RETENTION#*',
        'CUSTOMER#*',
        'ERASURE#*',
        'EXPORT#*',
        'ORDER#*',
        'PAYMENT#*',
        'AUDIT#*',
        'OUTBOX#*',
      ],
      UpdateItem: ['PERSON#*', 'MAILBOX#*'],
      DeleteItem: ['ERASURE#*', 'ORDER#*'],
      ConditionCheckItem: ['ORDER#*'],
    },
    indexes: {
      collection: ['CUSTOMERS', 'ORDERS#*', 'PAYMENTS#*'],
      owner: ['CUSTOMER#*', 'ORDERS#*'],
      due: ['DUE#ERASURES', 'DUE#EXPORTS', 'DUE#REVIEWS'],
    },
    settings: ['PLANS', 'RETENTION'],
  },
  'customers/carry-out-erasure': {
    timeoutSeconds: 900,
    memoryMb: 1024,
    table: {
      GetItem: ['CUSTOMER#*', 'ERASURE#*', 'EXPORT#*', 'ORDER#*', 'PROJECT#*', 'APIKEY#*'],
      BatchGetItem: ['PAYMENT#*', 'ORDER#*'],
      Query: [
        'CUSTOMER#*',
        'PAYMENT#*',
        'INBOX#*',
        'AUDIT#*',
        'PERIOD#*',
        'INVOICE#*',
        'MESSAGES#*',
      ],
      PutItem: [
        'CUSTOMER#*',
        'ERASURE#*',
        'ORDER#*',
        'PAYMENT#*',
        'PROJECT#*',
        'AUDIT#*',
        'OUTBOX#*',
      ],
      UpdateItem: ['APIKEY#*', 'KEYRING#*', 'INBOX#*', 'PERSON#*', 'MAILBOX#*', 'INVOICE#*'],
      BatchWriteItem: ['FINDING#*', 'MESSAGES#*'],
      DeleteItem: ['CUSTOMER#*', 'EXPORT#*', 'MAILBOX#*', 'ACTIVATION#*', 'PERSON#*', 'ORDER#*'],
    },
    indexes: {
      collection: ['PAYMENTS#*', 'ORDERS#*', 'PERSON#*'],
      owner: ['CUSTOMER#*', 'ORDERS#*', 'APIKEYS#*', 'INVOICES#*'],
    },
    people: ['AdminGetUser', 'AdminUserGlobalSignOut', 'AdminDeleteUser'],
    exports: ['DeleteObject'],
    erasureList: ['PutObject'],
    files: { DeleteObject: ['temporary', 'orders'] },
    secrets: ['client-token-key', ...apiSecrets.stripe],
    settings: ['PROVIDERS', 'RETENTION'],
  },
} as const satisfies Record<string, FunctionNeeds>;
