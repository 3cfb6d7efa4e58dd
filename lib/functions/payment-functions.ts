import { providerNames } from '#vocabulary/providers';
import { apiSecrets, notificationSecrets } from '#vocabulary/secrets';
import type { FunctionNeeds } from './function-needs.ts';

/** Reads and writes a payment, its order and its notifications. */
const loadAndSave = {
  GetItem: ['PAYMENT#*', 'ORDER#*'],
  PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*'],
} as const;

/** The secrets of the providers that the shop has configured. */
const providerSecrets = providerNames.flatMap((name) => apiSecrets[name]);

const providers = { secrets: providerSecrets, settings: ['PROVIDERS'] } as const;

/** Functions that move money. */
export const paymentFunctions = {
  'payments/initiate-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'ORDER#*', 'CUSTOMER#*', 'SWITCHES', 'PROOFS#*'],
      Query: ['INVOICE#*', 'ORDER#*'],
      BatchGetItem: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'ORDER#*', 'CUSTOMER#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'PROOFS#*', 'TROUBLES#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'PLANS', 'SELLER', 'API_URL', 'WEB_URL', 'SHOP_ORIGINS'],
  },
  'payments/list-payments': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['PAYMENT#*'] },
    indexes: { collection: ['PAYMENTS#*'], owner: ['CUSTOMER#*'] },
  },
  'payments/get-payment': {
    timeoutSeconds: 15,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'INVOICE#*', 'ORDER#*', 'PROOFS#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*'],
      UpdateItem: ['PAYMENT#*', 'PROOFS#*', 'TROUBLES#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'API_URL', 'WEB_URL'],
  },
  'payments/cancel-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'PROOFS#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'PROOFS#*', 'TROUBLES#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS'],
  },
  'payments/complete-buyer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['PAYMENT#*', 'PROOFS#*'],
      PutItem: ['PAYMENT#*', 'AUDIT#*'],
      UpdateItem: ['PROOFS#*', 'TROUBLES#*'],
    },
    secrets: ['client-token-key'],
    settings: ['SELLER'],
  },
  'payments/settle-payment': {
    timeoutSeconds: 30,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'ORDER#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*', 'INBOX#*'],
      UpdateItem: ['TROUBLES#*'],
    },
    ...providers,
  },
  'payments/reconcile-payments': {
    timeoutSeconds: 240,
    memoryMb: 1024,
    table: {
      GetItem: [...loadAndSave.GetItem, 'CURSOR#payments'],
      BatchGetItem: ['PAYMENT#*'],
      Query: ['PAYMENT#*'],
      PutItem: [...loadAndSave.PutItem, 'CURSOR#payments'],
      UpdateItem: ['PAYMENT#*', 'TROUBLES#*'],
    },
    indexes: { collection: ['PAYMENTS#*'], due: ['DUE#PAYMENTS', 'DUE#REFUNDS'] },
    ...providers,
  },
  'payments/receive-callback': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: { ...loadAndSave, UpdateItem: ['TROUBLES#*'] },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'API_URL', 'WEB_URL'],
  },
  'refunds/request-refund': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*', 'TROUBLES#*'],
    },
    ...providers,
  },
  'refunds/list-refund-tasks': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['PAYMENT#*'] },
    indexes: { collection: ['REFUND_TASKS'] },
  },
  'refunds/close-refund-task': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    ...providers,
  },
  'payments/get-wallets': {
    timeoutSeconds: 10,
    memoryMb: 512,
    secrets: apiSecrets.stripe,
    settings: ['PROVIDERS', 'SHOP_ORIGINS'],
    provider: 'stripe',
  },
  'webhooks/receive-stripe-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { UpdateItem: ['TROUBLES#*'] },
    sendsTo: ['settle-payment'],
    secrets: [notificationSecrets.stripe],
    provider: 'stripe',
  },
  'webhooks/receive-paypal-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { UpdateItem: ['TROUBLES#*'] },
    sendsTo: ['settle-payment'],
    secrets: [notificationSecrets.paypal],
    settings: ['PROVIDERS'],
    provider: 'paypal',
  },
  'webhooks/receive-cinetpay-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['PAYMENT#*'], UpdateItem: ['TROUBLES#*'] },
    sendsTo: ['settle-payment'],
    secrets: [notificationSecrets.cinetpay],
    provider: 'cinetpay',
  },
  'webhooks/receive-external-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { UpdateItem: ['TROUBLES#*'] },
    sendsTo: ['settle-payment'],
    secrets: [notificationSecrets.external],
    settings: ['PROVIDERS'],
    provider: 'external',
  },
  'webhooks/find-missed-notifications': {
    timeoutSeconds: 240,
    memoryMb: 1024,
    table: { GetItem: ['CURSOR#*'], PutItem: ['CURSOR#*'] },
    sendsTo: ['settle-payment'],
    secrets: [...apiSecrets.stripe, ...apiSecrets.paypal],
    settings: ['PROVIDERS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
