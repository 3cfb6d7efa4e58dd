import type { FunctionNeeds } from './function-needs.ts';

const secrets = ['webhook-secret-key'] as const;

/** The shop's own hosts: a webhook to them would start the next one. */
const settings = ['API_URL', 'WEB_URL'] as const;

/** What admins do with webhooks: which systems are told of what, and what became of it. */
export const webhookAdminFunctions = {
  'webhook-endpoints/list-endpoints': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['WEBHOOK_ENDPOINTS'], BatchGetItem: ['WEBHOOK_ENDPOINT#*'] },
  },
  'webhook-endpoints/create-endpoint': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_ENDPOINTS'],
      PutItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_ENDPOINTS', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets,
    settings,
  },
  'webhook-endpoints/change-endpoint': {
    // One test, which waits for its answer for ten seconds.
    timeoutSeconds: 25,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_ENDPOINTS'],
      PutItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_ENDPOINTS', 'AUDIT#*', 'OUTBOX#*'],
    },
    secrets,
    settings,
  },
  'webhook-endpoints/remove-endpoint': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_ENDPOINTS'],
      PutItem: ['WEBHOOK_ENDPOINTS', 'AUDIT#*'],
      DeleteItem: ['WEBHOOK_ENDPOINT#*'],
    },
  },
  'webhook-endpoints/test-endpoint': {
    timeoutSeconds: 25,
    memoryMb: 512,
    table: { GetItem: ['WEBHOOK_ENDPOINT#*'], PutItem: ['AUDIT#*'] },
    secrets,
    settings,
  },
  'webhook-endpoints/rotate-secret': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*'],
      PutItem: ['WEBHOOK_ENDPOINT#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets,
    settings,
  },
  'webhook-endpoints/list-deliveries': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['WEBHOOK_ENDPOINT#*'], Query: ['WEBHOOK_DELIVERIES#*'] },
  },
  'webhook-endpoints/list-deliveries-of-day': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: { GetItem: ['WEBHOOK_ENDPOINTS'], Query: ['WEBHOOK_DELIVERIES#*'] },
  },
  'webhook-endpoints/request-replay': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*'],
      Query: ['WEBHOOK_DELIVERIES#*'],
      PutItem: ['WEBHOOK_ENDPOINT#*', 'AUDIT#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
  },
  'webhook-endpoints/replay-delivery': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_DELIVERIES#*'],
      PutItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_DELIVERIES#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
  },
  'webhook-endpoints/replay-deliveries': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: {
      GetItem: ['WEBHOOK_ENDPOINT#*'],
      Query: ['WEBHOOK_DELIVERIES#*'],
      // Its own next run is an event, too.
      PutItem: ['WEBHOOK_ENDPOINT#*', 'WEBHOOK_DELIVERIES#*', 'OUTBOX#*'],
    },
  },
} as const satisfies Record<string, FunctionNeeds>;
