import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RawEvents } from '#domain/usage/aggregate-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { packedEvents } from './packed-events.ts';

/** The prefix of everything received on a day (UTC). */
export const rawPrefix = (day: string): string => `raw/${day}/`;

/** Raw events in the private bucket, one object per batch; `unpackedEvents` reads them. */
export class S3RawEvents implements RawEvents {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put({ day, batchId }: { day: string; batchId: string }, events: readonly RawEvent[]) {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: `${rawPrefix(day)}${batchId}.ndjson.gz`,
        Body: packedEvents(events),
        ContentType: 'application/x-ndjson',
        ContentEncoding: 'gzip',
      }),
    );
  }
}
