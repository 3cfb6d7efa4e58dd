import { variableOf } from '#runtime/environment';
import { tablePause } from '#stores/table-pause';
import { eventsOfMessage } from '#stores/usage/packed-events';
import { S3RawEvents } from '#stores/usage/raw-events';
import { SealedBuckets } from '#stores/usage/sealed-buckets';
import { s3 } from '#wiring/s3';
import { usageStore } from '#wiring/usage-store';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  usage: new SealedBuckets(usageStore),
  raw: new S3RawEvents(s3, variableOf('USAGE_BUCKET')),
  unpack: eventsOfMessage,
  pause: tablePause,
});
