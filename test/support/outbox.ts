import { DynamoDBClient, ListTablesCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { enginesOfCloud } from '#test/cloud';

const client = new DynamoDBClient({
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

const mainTable = client
  .send(new ListTablesCommand({}))
  .then(({ TableNames = [] }) => TableNames.find((name) => /^peage-\w+-data-Table/.test(name))!);

/** The types of everything that was told about this payment to those who listen, as it is stored. */
export async function eventsAbout({ id }: { id: string }): Promise<string[]> {
  const pages = paginateScan(
    { client },
    {
      TableName: await mainTable,
      FilterExpression: '#event.#data.paymentId = :id',
      ExpressionAttributeNames: { '#event': 'event', '#data': 'data' },
      ExpressionAttributeValues: { ':id': { S: id } },
    },
  );
  const types: string[] = [];
  for await (const { Items = [] } of pages)
    types.push(...Items.map((item) => unmarshall(item).event.type));
  return types.sort();
}
