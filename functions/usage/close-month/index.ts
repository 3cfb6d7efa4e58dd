import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { DynamoCounterBooks, DynamoPeriodStore } from '#stores/usage/period-store';
import { S3RawReader } from '#stores/usage/raw-reader';
import { createHandler } from './handler.ts';

/** Half a GB of the function's memory. */
const identitiesMax = 1_000_000;

const hourMs = 3_600_000;

const environment = requireEnvironment(
  'TABLE_NAME',
  'USAGE_TABLE_NAME',
  'USAGE_BUCKET',
  'PLANS',
  'METERING',
);
const dynamodb = new DynamoDBClient({});
const table = new Table(dynamodb, environment.TABLE_NAME);
const { graceHours } = JSON.parse(environment.METERING);

export const handler = createHandler({
  customers: new DynamoCustomerStore(table),
  projects: new DynamoProjectStore(table),
  periods: new DynamoPeriodStore(table),
  books: new DynamoCounterBooks(new Table(dynamodb, environment.USAGE_TABLE_NAME)),
  raw: new S3RawReader(new S3Client({}), environment.USAGE_BUCKET),
  plans: JSON.parse(environment.PLANS),
  graceMs: graceHours * hourMs,
  identitiesMax,
});
