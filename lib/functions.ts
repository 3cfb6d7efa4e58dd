import type { ProviderName } from './provider-configuration.ts';

/**
 * What each function needs and may do. Its role gets these rights and no others.
 *
 * `table` lists DynamoDB actions with the partition keys they may touch (a trailing `*` matches any
 * rest); the role's policy holds them as `dynamodb:LeadingKeys`.
 */
export type FunctionNeeds = {
  timeoutSeconds: number;
  memoryMb: number;
  table?: Partial<Record<TableAction, readonly string[]>>;
  /** Indexes of the table that may be queried, with the partition keys allowed in each. */
  indexes?: Partial<Record<TableIndex, readonly string[]>>;
  /** As `table`, for the usage table. */
  usage?: Partial<Record<TableAction, readonly string[]>>;
  /** S3 actions on raw usage events. */
  raw?: readonly ('GetObject' | 'PutObject' | 'ListBucket')[];
  /** Lists the buckets in which projects keep what they store. */
  storageSources?: true;
  /** Queues that it sends to. */
  sendsTo?: readonly string[];
  /** Sends to every queue that subscribes to an event. */
  relaysEvents?: true;
  /** S3 actions on the invoices in the documents bucket. */
  documents?: readonly ('GetObject' | 'PutObject')[];
  secrets?: readonly SecretName[];
  sendsMail?: true;
  /** Parts of the configuration and addresses that it reads from its environment. */
  settings?: readonly Setting[];
  /** Carries the assets layer: fonts and logo under `/opt`. */
  assets?: true;
  /** Is of use to this provider's payments only, and not deployed without it. */
  provider?: ProviderName;
};

export type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'ConditionCheckItem';

export type TableIndex = 'collection' | 'owner' | 'due';

/** Names below `/peage/<stage>/` in SSM's parameter store; values never pass through a template. */
export type SecretName =
  | 'stripe/secret-key'
  | 'stripe/webhook-secret'
  | 'paypal/client-id'
  | 'paypal/client-secret'
  | 'paypal/webhook-id'
  | 'cinetpay/api-key'
  | 'cinetpay/api-password'
  | 'cinetpay/site-id'
  | 'cinetpay/secret-key'
  | 'external/api-key'
  | 'external/webhook-secret'
  | 'client-token-key'
  | 'api-key-derivation-key';

export type Setting =
  | 'SELLER'
  | 'BRAND'
  | 'MAIL_FROM'
  | 'MAIL_ADMIN'
  | 'SHOP_ORIGINS'
  | 'API_URL'
  | 'WEB_URL'
  | 'PROVIDERS'
  | 'PLANS'
  | 'METERING'
  | 'STORAGE_SOURCES'
  | 'TOKEN_ISSUER'
  | 'TOKEN_AUDIENCE'
  | 'LINK_LIFETIME_SECONDS';

/** A payment, the order that it pays, and what tells of it. */
const loadAndSave = {
  GetItem: ['PAYMENT#*', 'ORDER#*'],
  PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*'],
} as const;

/** Of those that the shop has configured. */
const providerSecrets = [
  'stripe/secret-key',
  'paypal/client-id',
  'paypal/client-secret',
  'cinetpay/api-key',
  'cinetpay/api-password',
  'cinetpay/site-id',
  'external/api-key',
] as const;

const providers = { secrets: providerSecrets, settings: ['PROVIDERS'] } as const;

/** Holding counters against plans, for every project of a customer. */
const standings = {
  indexes: { owner: ['PROJECTS#*'] },
  usage: {
    Query: ['COUNTER#*'],
    GetItem: ['CUSTOMER#*'],
    PutItem: ['PROJECT#*', 'CUSTOMER#*'],
  },
  settings: ['PLANS'],
} as const;

export const functions = {
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
  'payments/initiate-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'CUSTOMER#*', 'SWITCHES'],
      PutItem: ['PAYMENT#*', 'CUSTOMER#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'PLANS', 'API_URL', 'WEB_URL', 'SHOP_ORIGINS'],
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
      GetItem: ['PAYMENT#*', 'INVOICE#*', 'ORDER#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*'],
      UpdateItem: ['PAYMENT#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'API_URL', 'WEB_URL'],
  },
  'payments/cancel-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS'],
  },
  'payments/settle-payment': {
    timeoutSeconds: 30,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*', 'ORDER#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'ORDER#*', 'INBOX#*'],
    },
    ...providers,
  },
  'payments/reconcile-payments': {
    timeoutSeconds: 240,
    memoryMb: 1024,
    table: { ...loadAndSave, Query: ['PAYMENT#*'], UpdateItem: ['PAYMENT#*'] },
    indexes: { due: ['DUE#PAYMENTS', 'DUE#REFUNDS'] },
    ...providers,
  },
  'payments/receive-callback': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: loadAndSave,
    secrets: [...providerSecrets, 'client-token-key'],
    settings: ['PROVIDERS', 'API_URL', 'WEB_URL'],
  },
  'refunds/request-refund': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
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
    secrets: ['stripe/secret-key'],
    settings: ['PROVIDERS', 'SHOP_ORIGINS'],
    provider: 'stripe',
  },
  'customers/create-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['PLANS', 'SELLER'],
  },
  'customers/list-customers': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['CUSTOMER#*'] },
    indexes: { collection: ['CUSTOMERS'] },
  },
  'customers/get-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
  },
  'customers/change-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'AUDIT#*', 'OUTBOX#*'] },
    settings: ['PLANS'],
  },
  'projects/create-project': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['CUSTOMER#*', 'PROJECT#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['PLANS'],
  },
  'projects/list-projects': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['PROJECT#*'] },
    indexes: { owner: ['PROJECTS#*'] },
  },
  'projects/archive-project': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['CUSTOMER#*', 'PROJECT#*', 'AUDIT#*'],
    },
  },
  'members/add-member': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['PLANS'],
  },
  'members/list-members': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['CUSTOMER#*'] },
  },
  'members/remove-member': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'AUDIT#*'] },
  },
  'plans/list-plans': { timeoutSeconds: 5, memoryMb: 256, settings: ['PLANS'] },
  'usage/collect-storage': {
    timeoutSeconds: 900,
    memoryMb: 512,
    table: { GetItem: ['PROJECT#*'], BatchGetItem: ['CUSTOMER#*', 'PROJECT#*'] },
    indexes: { collection: ['CUSTOMERS'], owner: ['PROJECTS#*'] },
    usage: { BatchGetItem: ['BUCKET#*'] },
    sendsTo: ['aggregate-usage'],
    storageSources: true,
    settings: ['STORAGE_SOURCES'],
  },
  'usage/close-month': {
    timeoutSeconds: 900,
    // A million identities, and one full processor to unpack and hash events with.
    memoryMb: 1769,
    table: {
      GetItem: ['PERIOD#*', 'PROJECT#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: ['PERIOD#*', 'OUTBOX#*'],
    },
    indexes: { collection: ['CUSTOMERS'] },
    usage: { Query: ['COUNTER#*'], UpdateItem: ['COUNTER#*'] },
    raw: ['GetObject', 'ListBucket'],
    settings: ['PLANS', 'METERING'],
  },
  'subscriptions/get-subscription': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    settings: ['PLANS'],
  },
  'subscriptions/activate-plan': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: {
      GetItem: ['PAYMENT#*', 'CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'OUTBOX#*'],
    },
    settings: ['PLANS'],
  },
  'subscriptions/renew-subscriptions': {
    timeoutSeconds: 240,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'OUTBOX#*'] },
    indexes: { due: ['DUE#SUBSCRIPTIONS'] },
    settings: ['PLANS'],
  },
  'usage/ingest-events': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: {
      GetItem: ['PROJECT#*'],
      PutItem: ['IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    usage: { BatchGetItem: ['BUCKET#*'] },
    sendsTo: ['aggregate-usage'],
  },
  'usage/aggregate-events': {
    timeoutSeconds: 60,
    memoryMb: 1024,
    usage: {
      BatchGetItem: ['BUCKET#*', 'COUNTER#*'],
      PutItem: ['BUCKET#*'],
      UpdateItem: ['COUNTER#*'],
    },
    raw: ['PutObject'],
  },
  'usage/get-usage': {
    timeoutSeconds: 15,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    indexes: { owner: ['PROJECTS#*'] },
    usage: { Query: ['COUNTER#*'] },
    settings: ['PLANS'],
  },
  'usage/get-usage-history': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    usage: { Query: ['COUNTER#*'] },
  },
  'usage/check-usage': {
    timeoutSeconds: 5,
    memoryMb: 512,
    table: { GetItem: ['PROJECT#*'] },
    usage: { GetItem: ['PROJECT#*'] },
  },
  'usage/watch-limits': {
    timeoutSeconds: 60,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'THRESHOLD#*'],
      PutItem: ['THRESHOLD#*'],
      UpdateItem: ['THRESHOLD#*'],
    },
    ...standings,
  },
  'usage/check-limits': {
    timeoutSeconds: 600,
    memoryMb: 1024,
    table: {
      GetItem: ['THRESHOLD#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: ['THRESHOLD#*'],
      UpdateItem: ['THRESHOLD#*'],
    },
    ...standings,
    indexes: { ...standings.indexes, collection: ['CUSTOMERS'] },
  },
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
    table: { Query: ['INBOX#*'] },
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
    table: { Query: ['AUDIT#*'] },
  },
  'outbox/relay-events': { timeoutSeconds: 30, memoryMb: 512, relaysEvents: true },
  'webhooks/receive-stripe-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    sendsTo: ['settle-payment'],
    secrets: ['stripe/webhook-secret'],
    provider: 'stripe',
  },
  'webhooks/receive-paypal-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    sendsTo: ['settle-payment'],
    secrets: ['paypal/webhook-id'],
    settings: ['PROVIDERS'],
    provider: 'paypal',
  },
  'webhooks/receive-cinetpay-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['PAYMENT#*'] },
    sendsTo: ['settle-payment'],
    secrets: ['cinetpay/secret-key'],
    provider: 'cinetpay',
  },
  'webhooks/receive-external-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    sendsTo: ['settle-payment'],
    secrets: ['external/webhook-secret'],
    settings: ['PROVIDERS'],
    provider: 'external',
  },
  'webhooks/find-missed-notifications': {
    timeoutSeconds: 240,
    memoryMb: 1024,
    table: { GetItem: ['CURSOR#*'], PutItem: ['CURSOR#*'] },
    sendsTo: ['settle-payment'],
    secrets: ['stripe/secret-key', 'paypal/client-id', 'paypal/client-secret'],
    settings: ['PROVIDERS'],
  },
  'invoices/generate-invoice': {
    timeoutSeconds: 30,
    // One full processor: rendering is what it does.
    memoryMb: 1769,
    table: {
      Query: ['PAYMENT#*', 'INVOICE#*'],
      GetItem: ['SERIES#*'],
      PutItem: ['INVOICE#*', 'PAYMENT#*', 'SERIES#*'],
    },
    documents: ['PutObject'],
    settings: ['SELLER'],
    assets: true,
  },
  'invoices/download-invoice': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['INVOICE#*'] },
    documents: ['GetObject'],
    secrets: ['client-token-key'],
    settings: ['LINK_LIFETIME_SECONDS'],
  },
  'messages/send-message': {
    timeoutSeconds: 30,
    memoryMb: 1024,
    table: {
      Query: ['INVOICE#*', 'PAYMENT#*'],
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['MESSAGE#*'],
      UpdateItem: ['MESSAGE#*'],
    },
    usage: { Query: ['COUNTER#*'] },
    documents: ['GetObject'],
    sendsMail: true,
    secrets: ['client-token-key'],
    settings: ['SELLER', 'BRAND', 'MAIL_FROM', 'MAIL_ADMIN', 'PLANS', 'API_URL', 'WEB_URL'],
  },
  'pages/show-result': { timeoutSeconds: 5, memoryMb: 256 },
  'documentation/get-openapi': { timeoutSeconds: 5, memoryMb: 256, settings: ['API_URL'] },
  'monitoring/get-health': { timeoutSeconds: 5, memoryMb: 256 },
} as const satisfies Record<string, FunctionNeeds>;

export type FunctionName = keyof typeof functions;
