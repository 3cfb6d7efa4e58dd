import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { requireEnvironment } from '#runtime/environment';
import { Table } from '#stores/table';
import { tablePause } from '#stores/table-pause';
import { eventsOfMessage } from '#stores/usage/packed-events';
import { S3RawEvents } from '#stores/usage/raw-events';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { createHandler } from './handler.ts';

const { USAGE_TABLE_NAME, USAGE_BUCKET } = requireEnvironment('USAGE_TABLE_NAME', 'USAGE_BUCKET');

export const handler = createHandler({
  usage: new SealedBuckets(
    new DynamoUsageStore(new Table(new DynamoDBClient({}), USAGE_TABLE_NAME)),
  ),
  raw: new S3RawEvents(new S3Client({}), USAGE_BUCKET),
  unpack: eventsOfMessage,
  pause: tablePause,
});
