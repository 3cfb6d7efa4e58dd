import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { Table } from '#stores/table';
import { usageKeys } from '#stores/usage/usage-keys';
import { DynamoUsageStore } from '#stores/usage/usage-store';
import { assemblyDirectory, enginesOfCloud } from '#test/cloud';
import type { Resource } from '../../local/cloud/assembly/assembly.ts';
import { createTable } from '../../local/cloud/engines/create-table.ts';
import { describeUsageStore } from '../contracts/usage-store.ts';

const config: DynamoDBClientConfig = {
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
};

/** The usage table as the template describes it, whose stream nobody reads. */
async function aTable(): Promise<string> {
  const template = JSON.parse(
    readFileSync(`${assemblyDirectory}/peage-dev-data.template.json`, 'utf8'),
  );
  const resources: [string, { Type: string; Properties: Resource['properties'] }][] =
    Object.entries(template.Resources);
  const [, { Properties }] = resources.find(
    ([id, { Type }]) => Type === 'AWS::DynamoDB::Table' && id.startsWith('Usage'),
  )!;
  const name = `contract-${randomUUID()}`;
  await createTable({ physicalId: name, properties: Properties } as Resource, config);
  return name;
}

const name = aTable();
const client = new DynamoDBClient(config);

describeUsageStore('the store in DynamoDB', async () => {
  const table = new Table(client, await name);
  return {
    store: new DynamoUsageStore(table),
    findCounter: async (key) => (await table.get(usageKeys.counter(key))) as never,
  };
});
