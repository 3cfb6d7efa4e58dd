import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { Queue } from '#messaging/queue';
import { requireEnvironment } from '#runtime/environment';
import { rememberFor } from '#runtime/remember';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoProjectStore } from '#stores/project-store';
import { Table } from '#stores/table';
import { messagesOf } from '#stores/usage/packed-events';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { createHandler } from './handler.ts';

/** A project that was archived, or has just been made, is known as such within this time. */
const projectAgeMaxMs = 60_000;

const environment = requireEnvironment(
  'TABLE_NAME',
  'USAGE_TABLE_NAME',
  'AGGREGATE_USAGE_QUEUE_URL',
);
const dynamodb = new DynamoDBClient({});
const table = new Table(dynamodb, environment.TABLE_NAME);
const projects = new DynamoProjectStore(table);
const queue = new Queue(new SQSClient({}), environment.AGGREGATE_USAGE_QUEUE_URL);
const now = () => new Date();

export const handler = createHandler({
  projects: { find: rememberFor(projectAgeMaxMs, (id) => projects.find(id)) },
  usage: new SealedBuckets(new DynamoUsageStore(new Table(dynamodb, environment.USAGE_TABLE_NAME))),
  enqueue: async (events, requestId) => {
    await Promise.all(
      messagesOf(events).map((packed) => queue.send({ requestId, events: packed })),
    );
  },
  idempotency: new DynamoIdempotencyStore(table, now),
  now,
});
