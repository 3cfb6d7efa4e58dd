import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import type { FunctionName } from '../lib/functions.ts';
import type { ScheduleName } from '../lib/schedules.ts';
import type { GivenUpName, Letter } from './given-up/given-up.ts';

/** Where each configured provider is; one that the shop has not is left out. */
export type ProviderAddresses = {
  stripe?: { apiUrl: string };
  paypal?: { apiUrl: string };
  cinetpay?: { checkoutUrl: string; sandboxUrl: string; liveUrl: string };
  external?: { apiUrl: string };
};

/** Live values by name; a secret that has none is left out. */
export type Secrets = ReadonlyMap<SecretName, string>;

export type QueueState = { name: string; waiting: number; deadLetters: number };

/** Where bills and raw usage events lie, and how both are reached. */
export type UsageStores = {
  table: string;
  usageBucket: string;
  dynamodb: DynamoDBClientConfig;
  s3: S3ClientConfig;
};

/** What the account may do at once; what could not be found out is left out. */
export type Quotas = {
  /** Lambda functions that run at once, of all stages together. */
  lambdaConcurrency?: number;
  /** Mails in 24 hours; 200 in the sandbox. */
  mailsPerDay?: number;
};

/** One running Péage, here or in an AWS account. Commands know no more of where it is. */
export type Target = {
  /** As messages and journals call it: `local`, `prod`. */
  name: string;
  /** What its keys are judged by. */
  stage: Stage;
  apiUrl(): Promise<string>;
  /** Of an admin. */
  token(): Promise<string>;
  providers(): Promise<ProviderAddresses>;
  /** Undefined where there is no account. */
  quotas(): Promise<Quotas | undefined>;
  secrets(names: readonly SecretName[]): Promise<Secrets>;
  /** Those whose dead letters can be sent back. */
  queues(): Promise<QueueState[]>;
  /** Sends a queue's dead letters back to it; on AWS that goes on after the answer. */
  redrive(queue: string): Promise<void>;
  /** Takes the dead letters that cannot be sent back; each is to be removed or put back. */
  givenUp(name: GivenUpName): Promise<Letter[]>;
  /** Runs a function, and gives its answer. @throws Error when it fails. */
  invoke(name: FunctionName, event: object): Promise<unknown>;
  usageStores(): Promise<UsageStores>;
  /** @throws Error when the function fails. */
  runSchedule(name: ScheduleName, dueAt: Date): Promise<void>;
};
