import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { InvoiceDocument } from '#domain/invoices/invoice-store';

/** Creates links that open one document for a short while, for anyone who has them. */
export class DocumentLinks {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  /** A link expires with the credentials that signed it, so its life is minutes. */
  link({ key }: InvoiceDocument, fileName: string, lifetimeSeconds: number): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentType: 'application/pdf',
      ResponseContentDisposition: `attachment; filename="${fileName}"`,
    });
    return getSignedUrl(this.#client, command, { expiresIn: lifetimeSeconds });
  }
}
