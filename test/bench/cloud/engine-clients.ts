import { readFileSync } from 'node:fs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Engines } from './bare-call.ts';
import { directory } from './bench-cloud.ts';

/** Where the engines of the running bench cloud listen. */
export const enginesOfBench = (): Engines =>
  JSON.parse(readFileSync(`${directory}/control.json`, 'utf8')).engines;

/** Clients of the running engines, past the gateway: nothing that they do is counted. */
export function engineClients() {
  const engines = enginesOfBench();
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const at = (endpoint: string) => ({ region: 'eu-west-3', endpoint, credentials });
  return {
    dynamodb: new DynamoDBClient(at(engines.dynamodb)),
    s3: new S3Client({ ...at(engines.queuesAndStorage), forcePathStyle: true }),
    sqs: new SQSClient({ ...at(engines.queuesAndStorage), useQueueUrlAsEndpoint: false }),
  };
}

export type EngineClients = ReturnType<typeof engineClients>;

export async function tableNamed(part: string, { dynamodb }: EngineClients): Promise<string> {
  const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
  return oneOf(TableNames, part);
}

export async function bucketNamed(part: string, { s3 }: EngineClients): Promise<string> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  return oneOf(
    Buckets.flatMap(({ Name }) => Name ?? []),
    part,
  );
}

/** Of a job's queue, and not of its dead letters. */
export async function queueUrlOf(job: string, { sqs }: EngineClients): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  return oneOf(QueueUrls, `${job.replaceAll('-', '')}Queue`);
}

function oneOf(names: readonly string[], part: string): string {
  const found = names.filter((name) => name.toLowerCase().includes(part.toLowerCase()));
  if (found.length !== 1) throw new Error(`${part} names ${found.length} of ${names.join(', ')}`);
  return found[0]!;
}
