import {
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { DocumentStore, InvoiceDocument } from '#domain/invoices/invoice-store';

/** Documents in the private bucket, written once under an unchanging key. */
export class S3DocumentStore implements DocumentStore {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #lockYears: number | null;

  /** @param lockYears for how many years after that of issue nobody may delete a document. */
  constructor(client: S3Client, bucket: string, lockYears: number | null = null) {
    this.#client = client;
    this.#bucket = bucket;
    this.#lockYears = lockYears;
  }

  async put({ key, sha256 }: InvoiceDocument, bytes: Uint8Array): Promise<void> {
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: bytes,
        ContentType: 'application/pdf',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        ...this.#lockOf(key),
      }),
    );
  }

  /** From the end of the year of issue (Code de commerce L123-22), which the key names. */
  #lockOf(key: string) {
    const [, year] = /\/(\d{4})\//.exec(key) ?? [];
    if (this.#lockYears === null || year === undefined) return {};
    return {
      ObjectLockMode: 'GOVERNANCE' as const,
      ObjectLockRetainUntilDate: new Date(Date.UTC(Number(year) + 1 + this.#lockYears, 0, 1)),
    };
  }

  async get({ key }: InvoiceDocument): Promise<Uint8Array> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({ Bucket: this.#bucket, Key: key }),
    );
    return Body!.transformToByteArray();
  }

  /** Undefined when there is none: who may not list a bucket is told 403 of what it lacks. */
  async find(document: InvoiceDocument): Promise<Uint8Array | undefined> {
    try {
      return await this.get(document);
    } catch (error) {
      const isAbsent =
        error instanceof S3ServiceException &&
        [403, 404].includes(error.$metadata.httpStatusCode ?? 0);
      if (!isAbsent) throw error;
      return undefined;
    }
  }
}
