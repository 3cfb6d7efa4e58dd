import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Assembly, Resource } from '../assembly/assembly.ts';
import type { Json } from '../assembly/json.ts';
import { createTable } from './create-table.ts';
import type { Engines } from './engines.ts';

/** Creates the assembly's tables, queues and buckets in empty engines. */
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
      // No versioning: the engine keeps one version of each object.
      storage.send(new CreateBucketCommand({ Bucket: physicalId })),
    ),
    createQueues(assembly.ofType('AWS::SQS::Queue'), queues),
  ]);
  queues.destroy();
  storage.destroy();
}

/** SQS requires that a dead-letter queue exists before the queue that names it. */
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

/** Template properties that are not queue attributes in the API. */
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
