import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FilePlace, StoredFiles, UploadedFile } from '#domain/files/stored-files';
import { fileKey, filesOf } from './file-keys.ts';

/** The files of orders, in their bucket. */
export class S3StoredFiles implements StoredFiles {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async uploaded(orderId: string): Promise<ReadonlyMap<string, UploadedFile>> {
    return new Map(await this.list(filesOf('temporary', orderId)));
  }

  async kept(orderId: string): Promise<ReadonlySet<string>> {
    return new Set((await this.list(filesOf('orders', orderId))).map(([id]) => id));
  }

  async firstBytes(place: FilePlace, version: string, count: number): Promise<Uint8Array> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({
        Bucket: this.#bucket,
        Key: fileKey('temporary', place),
        IfMatch: version,
        Range: `bytes=0-${count - 1}`,
      }),
    );
    return Body!.transformToByteArray();
  }

  async keep(place: FilePlace, version: string): Promise<void> {
    await this.#client.send(
      new CopyObjectCommand({
        Bucket: this.#bucket,
        Key: fileKey('orders', place),
        CopySource: `${this.#bucket}/${fileKey('temporary', place)}`,
        CopySourceIfMatch: version,
        // A verdict about what is kept is the scanner's alone.
        TaggingDirective: 'REPLACE',
      }),
    );
  }

  discard(place: FilePlace): Promise<void> {
    return this.delete(fileKey('temporary', place));
  }

  async erase(place: FilePlace): Promise<void> {
    await this.delete(fileKey('temporary', place));
    await this.delete(fileKey('orders', place));
  }

  private async delete(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }));
  }

  /** An order has few files: one page holds them. */
  private async list(prefix: string): Promise<[id: string, UploadedFile][]> {
    const { Contents = [] } = await this.#client.send(
      new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix }),
    );
    return Contents.map(({ Key, Size, ETag }) => [
      Key!.slice(prefix.length),
      { bytes: Size!, version: ETag! },
    ]);
  }
}
