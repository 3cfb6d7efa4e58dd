import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type DynamoDBClientConfig,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { Resource } from '../assembly/assembly.ts';
import { isJsonObject, type JsonObject } from '../assembly/json.ts';

/** Creates a table with its template's keys, indexes, stream and time to live. */
export async function createTable(table: Resource, config: DynamoDBClientConfig): Promise<void> {
  const client = new DynamoDBClient(config);
  await client.send(new CreateTableCommand(creationOf(table)));
  const { TimeToLiveSpecification } = table.properties;
  if (isJsonObject(TimeToLiveSpecification) && TimeToLiveSpecification.Enabled === true)
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: table.physicalId,
        TimeToLiveSpecification: TimeToLiveSpecification as {
          AttributeName: string;
          Enabled: true;
        },
      }),
    );
  client.destroy();
}

/** Named alike in template and API; backups, encryption and tags have no effect here. */
const asOnTheWire = [
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
  'BillingMode',
  'ProvisionedThroughput',
] as const;

function creationOf({ physicalId, properties }: Resource): CreateTableCommandInput {
  const creation: JsonObject = { TableName: physicalId };
  for (const name of asOnTheWire)
    if (properties[name] !== undefined) creation[name] = properties[name];
  if (isJsonObject(properties.StreamSpecification))
    creation.StreamSpecification = { StreamEnabled: true, ...properties.StreamSpecification };
  return creation as unknown as CreateTableCommandInput;
}
