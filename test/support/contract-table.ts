import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { Table } from '#stores/table';
import { assemblyDirectory, enginesOfCloud } from '#test/cloud';
import type { Resource } from '../../local/cloud/assembly/assembly.ts';
import { createTable } from '../../local/cloud/engines/create-table.ts';

const config: DynamoDBClientConfig = {
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
};

export const client = new DynamoDBClient(config);

/** A table as the template describes it, whose stream nobody reads. */
export async function aTable() {
  const template = JSON.parse(
    readFileSync(`${assemblyDirectory}/peage-dev-data.template.json`, 'utf8'),
  );
  const resources: { Type: string; Properties: Resource['properties'] }[] = Object.values(
    template.Resources,
  );
  const { Properties } = resources.find(({ Type }) => Type === 'AWS::DynamoDB::Table')!;
  const name = `contract-${randomUUID()}`;
  await createTable({ physicalId: name, properties: Properties } as Resource, config);
  return { name, table: new Table(client, name) };
}
