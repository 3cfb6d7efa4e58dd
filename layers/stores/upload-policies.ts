import { createHmac } from 'node:crypto';
import type { GrantUpload, OpenUpload } from '#domain/files/open-uploads';
import { fileKey } from './file-keys.ts';

export type PolicySigner = {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Of temporary credentials. */
  sessionToken?: string;
};

/**
 * Grants uploads by signed policies (S3's POST), which unlike a link bind the size as well: one
 * object, with exactly these bytes and this type. Signed by hand, because S3's client would double
 * the bundle of a function that calls nothing of S3.
 *
 * A grant dies with the credentials that signed it.
 */
export const uploadPolicies =
  ({ url, bucket }: { url: string; bucket: string }, signer: PolicySigner): GrantUpload =>
  (upload, now) => ({ url, fields: policyFields(upload, { bucket, signer, now }) });

function policyFields(
  { orderId, file, expiresAt: expiration }: OpenUpload,
  { bucket, signer, now }: { bucket: string; signer: PolicySigner; now: Date },
): Record<string, string> {
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 'YYYYMMDD'.length);
  const { region, accessKeyId, secretAccessKey, sessionToken } = signer;
  const fields = {
    key: fileKey('temporary', { orderId, fileId: file.id }),
    'Content-Type': file.contentType,
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${accessKeyId}/${day}/${region}/s3/aws4_request`,
    'x-amz-date': time,
    ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
  };
  const conditions = [
    { bucket },
    ['content-length-range', file.bytes, file.bytes],
    ...Object.entries(fields).map(([name, value]) => ['eq', `$${name}`, value]),
  ];
  const policy = Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64');
  const signature = signatureOf(policy, { day, region, secretAccessKey });
  return { ...fields, policy, 'x-amz-signature': signature };
}

/** Signature Version 4 of a policy in base64. */
export function signatureOf(
  policy: string,
  { day, region, secretAccessKey }: { day: string; region: string; secretAccessKey: string },
): string {
  const signingKey = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  return createHmac('sha256', signingKey).update(policy).digest('hex');
}
