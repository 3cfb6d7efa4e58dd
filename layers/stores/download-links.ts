import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { attachment } from './attachment.ts';

/** An object, and as what it is downloaded. */
export type Download = { key: string; contentType: string; fileName: string };

/** Creates links that download one object for a short while, for anyone who has them. */
export class DownloadLinks {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #lifetimeSeconds: number;

  /** A link expires with the credentials that signed it, so its life is minutes. */
  constructor(client: S3Client, bucket: string, lifetimeSeconds: number) {
    this.#client = client;
    this.#bucket = bucket;
    this.#lifetimeSeconds = lifetimeSeconds;
  }

  /** Always an attachment: no browser shows it as a page. */
  link({ key, contentType, fileName }: Download): Promise<string> {
    const command = new GetObjectCommand({
      Bucket: this.#bucket,
      Key: key,
      ResponseContentType: contentType,
      ResponseContentDisposition: attachment(fileName),
      // Nobody between the bucket and the reader keeps it.
      ResponseCacheControl: 'private, no-store',
    });
    return getSignedUrl(this.#client, command, { expiresIn: this.#lifetimeSeconds });
  }
}
