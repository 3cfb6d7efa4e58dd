import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ErasureStep } from '#domain/erasure/carry-out-erasure';

/** Where the list of erasures is: an object for each, outside of the table that may be restored. */
const erasureKey = (customerId: string): string => `erasures/${customerId}.json`;

/** Puts the customer on the list that a restored table is held against; it holds ids and times. */
export const listErasure = (client: S3Client, bucket: string): ErasureStep => ({
  name: 'erasure_list',
  async run({ erasure: { customerId, requestedAt } }) {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: erasureKey(customerId),
        Body: JSON.stringify({ customerId, requestedAt }),
        ContentType: 'application/json',
      }),
    );
    return 1;
  },
});
