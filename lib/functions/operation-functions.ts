import type { FunctionNeeds } from './function-needs.ts';

/** Functions for the shop's own people and machines. */
export const operationFunctions = {
  'switches/list-switches': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['SWITCHES'] },
    settings: ['PROVIDERS'],
  },
  'switches/set-switch': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['SWITCHES'], PutItem: ['SWITCHES', 'AUDIT#*'] },
  },
  'inbox/list-notifications': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: { Query: ['INBOX#*'], PutItem: ['AUDIT#*'] },
  },
  'inbox/replay-notification': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['INBOX#*'],
      PutItem: ['AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    sendsTo: ['settle-payment'],
  },
  'audit/list-audit-entries': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['AUDIT#*'], BatchGetItem: ['PERSON#*'] },
  },
  'outbox/relay-events': {
    timeoutSeconds: 30,
    memoryMb: 512,
    table: { GetItem: ['WEBHOOK_ENDPOINTS'] },
    relaysEvents: true,
  },
  'documentation/get-openapi': { timeoutSeconds: 5, memoryMb: 256, settings: ['API_URL'] },
  'documentation/answer-unknown-route': { timeoutSeconds: 5, memoryMb: 256 },
} as const satisfies Record<string, FunctionNeeds>;
