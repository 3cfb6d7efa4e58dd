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
  /** S3 actions on the objects of the invoices bucket. */
  invoicesBucket?: readonly ('GetObject' | 'PutObject')[];
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
export type SecretName = 'stripe/secret-key' | 'stripe/webhook-secret' | 'client-token-key';

export type Setting =
  | 'SELLER'
  | 'BRAND'
  | 'MAIL_FROM'
  | 'MAIL_ADMIN'
  | 'SHOP_ORIGINS'
  | 'API_URL'
  | 'WEB_URL'
  | 'STRIPE_API_URL'
  | 'TOKEN_ISSUER';

const settling = {
  table: {
    GetItem: ['PAYMENT#*'],
    PutItem: ['INBOX#*', 'PAYMENT#*', 'OUTBOX#*'],
    UpdateItem: ['PAYMENT#*'],
  },
  secrets: ['stripe/secret-key'],
  settings: ['STRIPE_API_URL'],
} as const satisfies Partial<FunctionNeeds>;

export const functions = {
  'access/identify-caller': {
    timeoutSeconds: 5,
    memoryMb: 512,
    table: { GetItem: ['APIKEY#*'], UpdateItem: ['APIKEY#*'] },
    settings: ['TOKEN_ISSUER'],
  },
  'access/create-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['APIKEY#*'] },
  },
  'access/list-api-keys': {
    timeoutSeconds: 10,
    memoryMb: 512,
    indexes: { collection: ['APIKEYS'] },
    table: { BatchGetItem: ['APIKEY#*'] },
  },
  'access/revoke-api-key': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { UpdateItem: ['APIKEY#*'] },
  },
  'payments/initiate-payment': {
    timeoutSeconds: 20,
    memoryMb: 1024,
  },
  'payments/list-payments': { timeoutSeconds: 10, memoryMb: 512 },
  'payments/get-payment': { timeoutSeconds: 15, memoryMb: 1024 },
  'payments/cancel-payment': { timeoutSeconds: 20, memoryMb: 1024 },
  'payments/settle-payment': { timeoutSeconds: 30, memoryMb: 1024, ...settling },
  'payments/expire-payments': { timeoutSeconds: 120, memoryMb: 1024 },
  'payments/receive-callback': { timeoutSeconds: 20, memoryMb: 1024 },
  'outbox/relay-events': { timeoutSeconds: 30, memoryMb: 512, relaysEvents: true },
  'webhooks/receive-stripe-webhook': {
    timeoutSeconds: 10,
    memoryMb: 512,
    sendsTo: ['settle-payment'],
    secrets: ['stripe/webhook-secret'],
  },
  'invoices/generate-invoice': { timeoutSeconds: 30, memoryMb: 1769, assets: true },
  'invoices/download-invoice': { timeoutSeconds: 10, memoryMb: 512 },
  'messages/send-message': { timeoutSeconds: 30, memoryMb: 1024 },
  'pages/show-result': { timeoutSeconds: 5, memoryMb: 256 },
  'documentation/get-openapi': { timeoutSeconds: 5, memoryMb: 256 },
  'monitoring/get-health': { timeoutSeconds: 5, memoryMb: 256 },
} as const satisfies Record<string, FunctionNeeds>;

export type FunctionName = keyof typeof functions;
