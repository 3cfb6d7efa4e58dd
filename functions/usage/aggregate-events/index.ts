import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#runtime/environment';
import { eventsOfMessage } from '#stores/usage/packed-events';
import { S3RawEvents } from '#stores/usage/raw-events';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { createHandler } from './handler.ts';

/** The longest pause after a lost race is drawn from this. */
const pauseMaxMs = 1_000;

const { USAGE_TABLE_NAME, USAGE_BUCKET } = requireEnvironment('USAGE_TABLE_NAME', 'USAGE_BUCKET');

export const handler = createHandler({
  usage: new SealedBuckets(new DynamoUsageStore(new DynamoDBClient({}), USAGE_TABLE_NAME)),
  raw: new S3RawEvents(new S3Client({}), USAGE_BUCKET),
  unpack: eventsOfMessage,
  pause: async (attempt) => {
    await sleep(Math.random() * Math.min(pauseMaxMs, 10 * 2 ** attempt));
  },
});
