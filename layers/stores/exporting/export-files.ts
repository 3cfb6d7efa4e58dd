import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { remove } from '../erasing/erase-links.ts';
import { exportFrom } from '../export-store.ts';
import { keys } from '../keys.ts';
import type { Table } from '../table.ts';

/** Files of exports, below a prefix of the documents bucket that expires. */
export class S3ExportFiles {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const object = { Bucket: this.#bucket, Key: key, Body: bytes, ContentType: 'application/zip' };
    await this.#client.send(new PutObjectCommand(object));
  }

  async discard(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }
}

/** A copy of everything that an admin has asked for before. */
export const eraseExport = (table: Table, files: Pick<S3ExportFiles, 'discard'>): ErasureStep => ({
  name: 'export',
  async run({ customer }) {
    const key = keys.export(customer.id);
    const item = await table.get(key);
    if (!item) return 0;
    const { file } = exportFrom(item);
    if (file) await files.discard(file.key);
    return (await remove(table, key, { expression: 'attribute_exists(pk)' })) ? 1 : 0;
  },
});
