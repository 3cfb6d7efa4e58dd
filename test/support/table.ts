import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { Table } from '#stores/table';
import { enginesOfCloud, type Json } from '#test/cloud';

const client = new DynamoDBClient({
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

async function nameOfTable(): Promise<string> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return TableNames.find((name) => /^peage-\w+-data-Table/.test(name))!;
}

/** The main table, past the gateway. */
export const mainTable = async (): Promise<Table> => new Table(client, await nameOfTable());

/** Everything that is stored in the main table, past the gateway. */
export async function itemsOfTable(): Promise<Json[]> {
  const TableName = await nameOfTable();
  const items: Json[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    items.push(...Items.map((item) => unmarshall(item)));
  return items;
}
