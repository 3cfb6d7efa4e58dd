import type { FunctionNeeds } from './function-needs.ts';

/** Functions for what is sold, and for its orders. */
export const orderFunctions = {
  'products/list-products': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['PRODUCT#*'] },
    indexes: { collection: ['PRODUCTS'] },
  },
  'products/list-all-products': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['PRODUCT#*'] },
    indexes: { collection: ['PRODUCTS'] },
  },
  'products/create-product': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      PutItem: ['PRODUCT#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['SELLER'],
  },
  'products/change-product': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['PRODUCT#*'], PutItem: ['PRODUCT#*', 'AUDIT#*'] },
    settings: ['SELLER'],
  },
  'orders/create-order': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'ORDER#*', 'ORDERING#*'],
      BatchGetItem: ['PRODUCT#*'],
      PutItem: ['ORDER#*', 'ORDERING#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['ORDERING#*', 'IDEMPOTENCY#*'],
    },
    // Signs uploads with its own credentials, which must have the right.
    files: { PutObject: ['temporary'] },
    secrets: ['client-token-key'],
    settings: ['SELLER', 'FILES'],
  },
  'orders/get-order': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['ORDER#*', 'PROOFS#*'], UpdateItem: ['PROOFS#*', 'TROUBLES#*'] },
    files: { PutObject: ['temporary'] },
    secrets: ['client-token-key'],
  },
  'orders/list-orders': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['ORDER#*'] },
    indexes: { collection: ['ORDERS#*'], owner: ['ORDERS#*'] },
  },
  'orders/fulfil-order': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['ORDER#*'],
      PutItem: ['ORDER#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
  },
  'orders/cancel-order': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['ORDER#*'],
      PutItem: ['ORDER#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
  },
  'orders/complete-order': {
    timeoutSeconds: 30,
    memoryMb: 512,
    table: {
      GetItem: ['ORDER#*', 'PAYMENT#*', 'MAILBOX#*', 'CUSTOMER#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: [
        'ORDER#*',
        'PAYMENT#*',
        'CUSTOMER#*',
        'MAILBOX#*',
        'ACTIVATION#*',
        'AUDIT#*',
        'OUTBOX#*',
      ],
      ConditionCheckItem: ['CUSTOMER#*'],
    },
    indexes: { owner: ['MAILBOX#*'] },
    secrets: ['client-token-key'],
    settings: ['PLANS', 'SELLER'],
  },
  'orders/keep-files': {
    // Copies up to ten files of 25 MB inside S3.
    timeoutSeconds: 60,
    memoryMb: 512,
    table: { GetItem: ['ORDER#*'], PutItem: ['ORDER#*', 'OUTBOX#*'] },
    files: {
      ListBucket: ['temporary', 'orders'],
      GetObject: ['temporary'],
      PutObject: ['orders'],
      DeleteObject: ['temporary'],
    },
  },
  'orders/download-file': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['ORDER#*', 'PROOFS#*'], UpdateItem: ['PROOFS#*', 'TROUBLES#*'] },
    files: { GetObject: ['orders'], GetObjectTagging: ['orders'] },
    secrets: ['client-token-key'],
    settings: ['FILES', 'LINK_LIFETIME_SECONDS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
