import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Assembly, Resource } from '../assembly/assembly.ts';
import type { Json } from '../assembly/json.ts';
import { createTable } from './create-table.ts';
import type { Engines } from './engines.ts';

/** Creates the assembly's tables, queues and buckets in engines that have none. */
export async function createResources(assembly: Assembly, engines: Engines): Promise<void> {
  const { region } = assembly;
  const credentials = { accessKeyId: 'deployment', secretAccessKey: 'deployment' };
  const client = (endpoint: string) => ({ endpoint, region, credentials });
  const queues = new SQSClient(client(engines.queuesAndStorage));
  const storage = new S3Client({ ...client(engines.queuesAndStorage), forcePathStyle: true });
  await Promise.all([
    ...assembly
      .ofType('AWS::DynamoDB::Table')
      .map((table) => createTable(table, client(engines.dynamodb))),
    ...assembly.ofType('AWS::S3::Bucket').map(({ physicalId }) =>
      // Versions are not kept here: the engine knows one version of each object.
      storage.send(new CreateBucketCommand({ Bucket: physicalId })),
    ),
    createQueues(assembly.ofType('AWS::SQS::Queue'), queues),
  ]);
  queues.destroy();
  storage.destroy();
}

/** SQS asks that dead letters are there before the queue that names them. */
async function createQueues(queues: Resource[], client: SQSClient): Promise<void> {
  const byRedrive = Object.groupBy(queues, ({ properties }) =>
    properties.RedrivePolicy ? 'source' : 'last',
  );
  for (const group of [byRedrive.last ?? [], byRedrive.source ?? []])
    await Promise.all(
      group.map(({ physicalId, properties }) =>
        client.send(
          new CreateQueueCommand({ QueueName: physicalId, Attributes: attributesOf(properties) }),
        ),
      ),
    );
}

/** The template's properties that are not attributes of a queue on the wire. */
const notAttributes = new Set(['QueueName', 'Tags', 'RedriveAllowPolicy']);

const attributesOf = (properties: Record<string, Json>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !notAttributes.has(name))
      .map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
  );
