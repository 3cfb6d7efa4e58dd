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
  | 'STRIPE_API_URL'
  | 'TOKEN_ISSUER'
  | 'TOKEN_AUDIENCE'
  | 'LINK_LIFETIME_SECONDS';

const loadAndSave = {
  GetItem: ['PAYMENT#*'],
  PutItem: ['PAYMENT#*', 'OUTBOX#*'],
} as const;

const stripe = {
  secrets: ['stripe/secret-key'],
  settings: ['STRIPE_API_URL'],
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
    table: { PutItem: ['APIKEY#*', 'IDEMPOTENCY#*'], UpdateItem: ['IDEMPOTENCY#*'] },
    secrets: ['api-key-derivation-key'],
  },
  'access/list-api-keys': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['APIKEY#*'] },
    indexes: { collection: ['APIKEYS'] },
  },
  'access/revoke-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['APIKEY#*'], UpdateItem: ['APIKEY#*'] },
  },
  'payments/initiate-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets: ['stripe/secret-key', 'client-token-key'],
    settings: ['STRIPE_API_URL', 'API_URL', 'WEB_URL', 'SHOP_ORIGINS'],
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
      GetItem: ['PAYMENT#*', 'INVOICE#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*'],
      UpdateItem: ['PAYMENT#*'],
    },
    secrets: ['stripe/secret-key', 'client-token-key'],
    settings: ['STRIPE_API_URL', 'API_URL', 'WEB_URL'],
  },
  'payments/cancel-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    secrets: ['stripe/secret-key', 'client-token-key'],
    settings: ['STRIPE_API_URL'],
  },
  'payments/settle-payment': {
    timeoutSeconds: 30,
    memoryMb: 1024,
    table: {
      GetItem: ['PAYMENT#*'],
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'INBOX#*'],
    },
    ...stripe,
  },
  'payments/expire-payments': {
    timeoutSeconds: 120,
    memoryMb: 1024,
    table: { ...loadAndSave, UpdateItem: ['PAYMENT#*'] },
    indexes: { due: ['DUE#PAYMENTS'] },
    ...stripe,
  },
  'payments/receive-callback': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: loadAndSave,
    secrets: ['stripe/secret-key', 'client-token-key'],
    settings: ['STRIPE_API_URL', 'API_URL', 'WEB_URL'],
  },
  'refunds/request-refund': {
    timeoutSeconds: 20,
    memoryMb: 1024,
    table: {
      Query: ['PAYMENT#*'],
      PutItem: ['PAYMENT#*', 'OUTBOX#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    ...stripe,
  },
  'outbox/relay-events': { timeoutSeconds: 30, memoryMb: 512, relaysEvents: true },
  'webhooks/receive-stripe-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    sendsTo: ['settle-payment'],
    secrets: ['stripe/webhook-secret'],
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
    table: { Query: ['INVOICE#*'], PutItem: ['MESSAGE#*'], UpdateItem: ['MESSAGE#*'] },
    documents: ['GetObject'],
    sendsMail: true,
    secrets: ['client-token-key'],
    settings: ['BRAND', 'MAIL_FROM', 'MAIL_ADMIN', 'API_URL', 'WEB_URL'],
  },
  'pages/show-result': { timeoutSeconds: 5, memoryMb: 256 },
  'documentation/get-openapi': { timeoutSeconds: 5, memoryMb: 256, settings: ['API_URL'] },
  'monitoring/get-health': { timeoutSeconds: 5, memoryMb: 256 },
} as const satisfies Record<string, FunctionNeeds>;

export type FunctionName = keyof typeof functions;
