import type { FunctionNeeds } from './function-needs.ts';

/** Functions that identify callers and manage their keys. */
export const accessFunctions = {
  'access/identify-caller': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['APIKEY#*', 'CUSTOMER#*', 'PROOFS#*'],
      BatchGetItem: ['PERSON#*', 'MAILBOX#*'],
      UpdateItem: ['APIKEY#*', 'CUSTOMER#*', 'PERSON#*', 'MAILBOX#*', 'PROOFS#*', 'TROUBLES#*'],
      PutItem: ['PERSON#*'],
    },
    indexes: { collection: ['PERSON#*', 'BANS'], owner: ['MAILBOX#*'] },
    secrets: ['client-token-key'],
    settings: [
      'TOKEN_ISSUER',
      'TOKEN_AUDIENCE',
      'STAFF_TOKEN_ISSUER',
      'STAFF_TOKEN_AUDIENCE',
      'ROUTE_ACCESS',
    ],
  },
  'access/create-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['APIKEY#*', 'KEYRING#*', 'CUSTOMER#*'],
      PutItem: ['APIKEY#*', 'KEYRING#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
  },
  'access/list-api-keys': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['APIKEY#*'] },
    indexes: { collection: ['APIKEYS'], owner: ['APIKEYS#*'] },
  },
  'access/revoke-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['APIKEY#*'],
      UpdateItem: ['APIKEY#*', 'KEYRING#*'],
      PutItem: ['AUDIT#*'],
    },
  },
} as const satisfies Record<string, FunctionNeeds>;
