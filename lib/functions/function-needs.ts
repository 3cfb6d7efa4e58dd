import type { ProviderName } from '#vocabulary/providers';
import type { SecretName } from '#vocabulary/secrets';
import type { Settings } from '#vocabulary/settings';

/**
 * What each function needs and may do. Its role gets exactly these rights.
 *
 * `table` lists DynamoDB actions with the partition keys that they may use (a trailing `*` matches
 * any rest); the role's policy enforces them as `dynamodb:LeadingKeys`.
 */
export type FunctionNeeds = {
  timeoutSeconds: number;
  memoryMb: number;
  table?: Partial<Record<TableAction, readonly string[]>>;
  /** Indexes of the table that it may query, with the partition keys allowed in each. */
  indexes?: Partial<Record<TableIndex, readonly string[]>>;
  /** As `table`, for the usage table. */
  usage?: Partial<Record<TableAction, readonly string[]>>;
  /** S3 actions on raw usage events. */
  raw?: readonly ('GetObject' | 'PutObject' | 'ListBucket')[];
  /** May list the buckets in which projects store their data. */
  storageSources?: true;
  /** Queues that it may send to. */
  sendsTo?: readonly string[];
  /** May ask how many messages are in every queue, or also in every one of dead letters. */
  watchesQueues?: WatchedQueues;
  /** May deliver events to every job that subscribes to one: to its queue, or by an invocation. */
  relaysEvents?: true;
  /** Jobs without a queue whose function it may start itself. */
  handsOverTo?: readonly string[];
  /** S3 actions on the exports in the documents bucket, which expire. */
  exports?: readonly ('GetObject' | 'PutObject' | 'DeleteObject')[];
  /** S3 actions on the list of erasures in the documents bucket. */
  erasureList?: readonly 'PutObject'[];
  /** S3 actions on the invoices in the documents bucket. */
  documents?: readonly ('GetObject' | 'PutObject')[];
  /** S3 actions on the files of orders, and on which of them. */
  files?: Partial<Record<FileAction, readonly FileArea[]>>;
  secrets?: readonly SecretName[];
  /** Actions of Cognito on the pool in which customers' people sign in. */
  people?: readonly PeopleAction[];
  sendsMail?: true;
  /** Reads the addresses of the chats that the shop has. */
  postsToChats?: true;
  /** Parts of the configuration and addresses that it reads from its environment. */
  settings?: readonly Setting[];
  /** Gets the assets layer: fonts and logo under `/opt`. */
  assets?: true;
  /** Serves only this provider's payments, and is not deployed without it. */
  provider?: ProviderName;
  /** Serves the invoicing platform, and is not deployed without one. */
  invoicePlatform?: true;
};

/** Those of jobs, or also all dead letters. */
export type WatchedQueues = 'jobs' | 'all';

type TableAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'BatchWriteItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** Reading tags is left out where nobody scans. */
export type FileAction =
  | 'GetObject'
  | 'GetObjectTagging'
  | 'PutObject'
  | 'DeleteObject'
  | 'ListBucket';

/** Where buyers upload, and where files of paid orders are kept. */
export type FileArea = 'temporary' | 'orders';

type PeopleAction =
  | 'AdminCreateUser'
  | 'AdminDeleteUser'
  | 'AdminGetUser'
  | 'AdminSetUserPassword'
  | 'AdminUpdateUserAttributes'
  | 'AdminUserGlobalSignOut';

type TableIndex = 'collection' | 'owner' | 'due';

/** Variables that are text as it is; all others hold JSON. */
export type PlainSetting =
  | 'MAIL_FROM'
  | 'API_URL'
  | 'STAGE'
  | 'WEB_URL'
  | 'TOKEN_ISSUER'
  | 'TOKEN_AUDIENCE'
  | 'STAFF_TOKEN_ISSUER'
  | 'STAFF_TOKEN_AUDIENCE'
  | 'SIGN_IN_URL'
  | 'STAFF_SIGN_IN_URL'
  | 'SIGN_IN_LOCALE'
  | 'LINK_LIFETIME_SECONDS';

/** Others come with a right: `relaysEvents`, `watchesQueues`. */
export type JsonSetting = Exclude<keyof Settings, 'SUBSCRIPTIONS' | 'WATCHED_QUEUES'>;

export type Setting = JsonSetting | PlainSetting;
