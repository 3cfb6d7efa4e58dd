import { Readable } from 'node:stream';
import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ComposedFile, ExportFiles } from '#domain/accounting/write-accounting-export';

/** Parts and files of exports, below a prefix of the documents bucket that expires. */
export class S3AccountingFiles implements ExportFiles {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async putPart(key: string, records: readonly unknown[]): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: JSON.stringify(records),
        ContentType: 'application/json',
      }),
    );
  }

  async getPart(key: string): Promise<unknown[]> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
    );
    return JSON.parse(await Body!.transformToString()) as unknown[];
  }

  /** Streams it: a month of documents never is in memory as a whole. */
  async put(key: string, { chunks, bytes, contentType }: ComposedFile): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: Readable.from(chunks, { objectMode: false }),
        ContentLength: bytes,
        ContentType: contentType,
      }),
    );
  }
}
