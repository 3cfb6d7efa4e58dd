import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { ProviderSettings } from '#vocabulary/provider-settings';
import type { ProviderName } from '#vocabulary/providers';
import type { SecretName } from '#vocabulary/secrets';
import type { Stage } from '#vocabulary/stages';
import type { FunctionName } from '../lib/functions.ts';
import type { ScheduleName } from '../lib/schedules.ts';
import type { GivenUpName, Letter } from './given-up/given-up.ts';

type AddressesIn<Settings> = Pick<Settings, Extract<keyof Settings, `${string}Url`>>;

/** The address of each configured provider: what the setting `PROVIDERS` says of it. */
export type ProviderAddresses = {
  [Name in ProviderName]?: AddressesIn<NonNullable<ProviderSettings[Name]>>;
};

/** Live values by name; a secret without a value is left out. */
export type Secrets = ReadonlyMap<SecretName, string>;

export type QueueState = { name: string; waiting: number; deadLetters: number };

/** Where bills and raw usage events are stored, and the clients to read them. */
export type UsageStores = {
  table: string;
  usageBucket: string;
  dynamodb: DynamoDBClientConfig;
  s3: S3ClientConfig;
};

/** The account's quotas; one that could not be read is left out. */
export type Quotas = {
  /** Concurrent Lambda executions, for all stages together. */
  lambdaConcurrency?: number;
  /** Mails in 24 hours; 200 in the sandbox. */
  mailsPerDay?: number;
};

/** Who sends the shop's mails, as SES knows it. */
export type Sender = {
  /** The address. */
  from: string;
  region: string;
  /** Of the domain; absent where only an address is verified. */
  dkim?: { isVerified: boolean; tokens: readonly string[] };
  /** The domain of the envelope, if it is the shop's own. */
  mailFrom?: string;
};

export type StaffPerson = { email: string; role: 'admin' | 'finance' };

/** `known`: was there before. `password`: only where nobody sends mails. */
export type Invitation = { outcome: 'invited' | 'known'; password?: string };

/** A running Péage, on this machine or on AWS. Commands know nothing else about where it is. */
export type Target = {
  /** The name in messages and journals: `local`, `prod`. */
  name: string;
  /** Decides which keys are acceptable. */
  stage: Stage;
  apiUrl(): Promise<string>;
  /** An admin's token. */
  token(): Promise<string>;
  providers(): Promise<ProviderAddresses>;
  /** Undefined where there is no AWS account. */
  quotas(): Promise<Quotas | undefined>;
  /** Undefined where there is no AWS account. */
  sender(): Promise<Sender | undefined>;
  secrets(names: readonly SecretName[]): Promise<Secrets>;
  /** The queues whose dead letters can be sent back. */
  queues(): Promise<QueueState[]>;
  /** Sends a queue's dead letters back to it; on AWS this continues after the call returns. */
  redrive(queue: string): Promise<void>;
  /** Takes the dead letters that cannot be sent back; the caller removes each or puts it back. */
  givenUp(name: GivenUpName): Promise<Letter[]>;
  /** Runs a function and returns its result. @throws Error when it fails. */
  invoke(name: FunctionName, event: object): Promise<unknown>;
  /** Makes somebody one of the shop's own people; safe to repeat. */
  inviteStaff(person: StaffPerson): Promise<Invitation>;
  usageStores(): Promise<UsageStores>;
  /** Ids on the list of erasures, which is outside of the table. */
  erasedCustomers(): Promise<string[]>;
  /** @throws Error when the function fails. */
  runSchedule(name: ScheduleName, dueAt: Date): Promise<void>;
};
