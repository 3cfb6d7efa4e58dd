import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import type { StorageSource } from '#domain/storage-collection/storage-source';
import type { StoragePrefix } from '#vocabulary/settings';

/** Measures a project by the current objects below its prefix, without replaced versions. */
export class S3PrefixSizes implements StorageSource {
  readonly name: string;
  readonly #client: S3Client;
  readonly #settings: StoragePrefix;

  constructor(client: S3Client, settings: StoragePrefix) {
    this.name = `s3://${settings.bucket}/${settings.prefix}`;
    this.#client = client;
    this.#settings = settings;
  }

  async measure(projectId: string): Promise<number> {
    const { bucket, prefix } = this.#settings;
    let bytes = 0;
    let next: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix.replaceAll('{projectId}', projectId),
          ContinuationToken: next,
        }),
      );
      for (const { Size = 0 } of page.Contents ?? []) bytes += Size;
      next = page.NextContinuationToken;
    } while (next !== undefined);
    return bytes;
  }
}
