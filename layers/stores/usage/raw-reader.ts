import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { RawReader } from '#domain/billing-periods/recount-events';
import { addDays, type Day } from '#domain/calendar/day';
import type { RawEvent } from '#domain/usage/raw-event';
import { unpackedEvents } from './packed-events.ts';
import { rawPrefix } from './raw-events.ts';

/** Objects fetched in parallel, since they wait for S3 and not for each other. */
const parallelMax = 32;

/** Reads raw events object by object, by day of receipt; only a few are in memory at once. */
export class S3RawReader implements RawReader {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async *read({ first, last }: { first: Day; last: Day }): AsyncGenerator<RawEvent[]> {
    for (let day = first; day <= last; day = addDays(day, 1))
      for await (const keys of this.pagesOf(day))
        for (let from = 0; from < keys.length; from += parallelMax) {
          const group = keys.slice(from, from + parallelMax);
          yield* await Promise.all(group.map((key) => this.readObject(key)));
        }
  }

  private async *pagesOf(day: Day): AsyncGenerator<string[]> {
    let next: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: rawPrefix(day),
          ContinuationToken: next,
        }),
      );
      yield (page.Contents ?? []).flatMap(({ Key }) => Key ?? []);
      next = page.NextContinuationToken;
    } while (next !== undefined);
  }

  /** Reads bytes: objects are always our own gzip, whatever encoding S3 reports. */
  private async readObject(key: string): Promise<RawEvent[]> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
    );
    return unpackedEvents(await Body!.transformToByteArray());
  }
}
