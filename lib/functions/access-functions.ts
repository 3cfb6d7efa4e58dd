import type { FunctionNeeds } from './function-needs.ts';

/** Who calls, and their keys. */
export const accessFunctions = {
  'access/identify-caller': {
    timeoutSeconds: 5,
    memoryMb: 512,
    table: { GetItem: ['APIKEY#*'], UpdateItem: ['APIKEY#*'] },
    settings: ['TOKEN_ISSUER', 'TOKEN_AUDIENCE'],
  },
  'access/create-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['APIKEY#*', 'AUDIT#*', 'IDEMPOTENCY#*'], UpdateItem: ['IDEMPOTENCY#*'] },
    secrets: ['api-key-derivation-key'],
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
    table: { GetItem: ['APIKEY#*'], UpdateItem: ['APIKEY#*'], PutItem: ['AUDIT#*'] },
  },
} as const satisfies Record<string, FunctionNeeds>;
