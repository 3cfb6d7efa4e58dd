import {
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { enginesOfCloud } from '#test/cloud';

const client = new S3Client({
  region: 'eu-west-3',
  endpoint: enginesOfCloud.queuesAndStorage,
  forcePathStyle: true,
  credentials: { accessKeyId: 'anybody', secretAccessKey: 'anybody' },
});

/** The stored file of a number, as somebody reads and exchanges it who may do everything. */
export async function fileOf(number: string) {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const bucket = Buckets.find(({ Name }) => /documents/i.test(Name ?? ''))!.Name!;
  const year = number.slice('FA-'.length, 'FA-YYYY'.length);
  const at = { Bucket: bucket, Key: `invoices/${year}/${number}.pdf` };
  return {
    read: async (): Promise<Uint8Array> => {
      const { Body } = await client.send(new GetObjectCommand(at));
      return Body!.transformToByteArray();
    },
    write: (bytes: Uint8Array) => client.send(new PutObjectCommand({ ...at, Body: bytes })),
  };
}
