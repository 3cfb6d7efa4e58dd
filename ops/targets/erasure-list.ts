import { paginateListObjectsV2, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** Where `carry-out-erasure` puts its list. */
const prefix = 'erasures/';

/** Ids of everybody on the list of erasures. */
export async function erasureList(config: S3ClientConfig, bucket: string): Promise<string[]> {
  const ids: string[] = [];
  const pages = paginateListObjectsV2(
    { client: new S3Client(config) },
    { Bucket: bucket, Prefix: prefix },
  );
  for await (const { Contents = [] } of pages)
    ids.push(...Contents.map(({ Key = '' }) => Key.slice(prefix.length).replace(/\.json$/, '')));
  return ids;
}
