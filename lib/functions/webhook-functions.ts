import type { FunctionNeeds } from './function-needs.ts';

/** Functions that tell other systems of the shop what has happened. */
export const webhookFunctions = {
  'webhook-endpoints/fan-out-event': {
    timeoutSeconds: 30,
    memoryMb: 512,
    table: {
      GetItem: [
        'WEBHOOK_ENDPOINTS',
        'WEBHOOK_DELIVERIES#*',
        'PAYMENT#*',
        'ORDER#*',
        'CUSTOMER#*',
        'PERIOD#*',
      ],
      BatchGetItem: ['WEBHOOK_ENDPOINT#*'],
      Query: ['PAYMENT#*', 'INVOICE#*'],
      PutItem: ['WEBHOOK_DELIVERIES#*'],
    },
    handsOverTo: ['deliver-webhook'],
    settings: ['PLANS'],
  },
  // Calls addresses that others have chosen: it may read no customer, payment or other secret.
  'webhook-endpoints/deliver-webhook': {
    // Two attempts of ten seconds, the wait between them, and their writes.
    timeoutSeconds: 45,
    memoryMb: 256,
    table: {
      GetItem: ['WEBHOOK_DELIVERIES#*', 'WEBHOOK_ENDPOINT#*'],
      BatchGetItem: ['WEBHOOK_ENDPOINT#*'],
      PutItem: ['WEBHOOK_DELIVERIES#*', 'WEBHOOK_ENDPOINT#*', 'OUTBOX#*'],
      UpdateItem: ['TROUBLES#*'],
    },
    secrets: ['webhook-secret-key'],
    settings: ['API_URL', 'WEB_URL'],
  },
  'webhook-endpoints/retry-deliveries': {
    timeoutSeconds: 120,
    memoryMb: 256,
    table: { GetItem: ['WEBHOOK_ENDPOINT#*'], PutItem: ['WEBHOOK_ENDPOINT#*'] },
    indexes: { due: ['DUE#DELIVERIES', 'DUE#WEBHOOK_TURNS'], collection: ['WEBHOOK_LINE#*'] },
    handsOverTo: ['deliver-webhook'],
  },
} as const satisfies Record<string, FunctionNeeds>;
