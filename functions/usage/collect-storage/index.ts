import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { requireEnvironment } from '#runtime/environment';
import { DynamoCustomerStore } from '#stores/customer-store';
import { type PrefixSettings, S3PrefixSizes } from '#stores/prefix-sizes';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { messagesOf } from '#stores/usage/packed-events';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { createHandler } from './handler.ts';

const environment = requireEnvironment(
  'TABLE_NAME',
  'USAGE_TABLE_NAME',
  'AGGREGATE_USAGE_QUEUE_URL',
  'STORAGE_SOURCES',
);
const dynamodb = new DynamoDBClient({});
const table = new Table(dynamodb, environment.TABLE_NAME);
const projects = new DynamoProjectStore(table);
const queue = new Queue(new SQSClient({}), environment.AGGREGATE_USAGE_QUEUE_URL);
const s3 = new S3Client({});
const prefixes: PrefixSettings[] = JSON.parse(environment.STORAGE_SOURCES);

export const handler = createHandler({
  customers: new DynamoCustomerStore(table),
  projects,
  sources: prefixes.map((settings) => new S3PrefixSizes(s3, settings)),
  ingestion: {
    projects,
    usage: new DynamoUsageStore(new Table(dynamodb, environment.USAGE_TABLE_NAME)),
    now: () => new Date(),
  },
  enqueue: async (events, requestId) => {
    await Promise.all(
      messagesOf(events).map((packed) => queue.send({ requestId, events: packed })),
    );
  },
});
