import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { UsageStores } from '../target.ts';

/** The stores of a local cloud, past the gateway and all roles: engines check no caller. */
export async function localStores(engines: {
  dynamodb: string;
  queuesAndStorage: string;
}): Promise<UsageStores & { documentsBucket: string }> {
  const anybody = {
    region: 'eu-west-3',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const dynamodb = { ...anybody, endpoint: engines.dynamodb };
  const s3 = { ...anybody, endpoint: engines.queuesAndStorage, forcePathStyle: true };
  const [{ TableNames = [] }, { Buckets = [] }] = await Promise.all([
    new DynamoDBClient(dynamodb).send(new ListTablesCommand({})),
    new S3Client(s3).send(new ListBucketsCommand({})),
  ]);
  const buckets = Buckets.flatMap(({ Name }) => Name ?? []);
  return {
    dynamodb,
    s3,
    table: theOne(TableNames, /^peage-\w+-data-Table/),
    usageBucket: theOne(buckets, /^peage-\w+-data-usageevents/i),
    documentsBucket: theOne(buckets, /^peage-\w+-data-documents/i),
  };
}

function theOne(names: readonly string[], form: RegExp): string {
  const found = names.find((name) => form.test(name));
  if (found === undefined) throw new Error(`The local cloud has no ${form.source}`);
  return found;
}
