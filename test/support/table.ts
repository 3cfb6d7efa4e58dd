import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { enginesOfCloud, type Json } from '#test/cloud';

/** Everything that is stored in the main table, past the gateway. */
export async function itemsOfTable(): Promise<Json[]> {
  const client = new DynamoDBClient({
    endpoint: enginesOfCloud.dynamodb,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const TableName = TableNames.find((name) => /^peage-\w+-data-Table/.test(name))!;
  const items: Json[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    items.push(...Items.map((item) => unmarshall(item)));
  return items;
}
