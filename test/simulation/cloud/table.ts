import {
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Json } from './http.ts';

/** What is stored, seen past the gateway, so that looking costs and disturbs nothing. */
export class StoredItems {
  readonly #client: DynamoDBClient;

  constructor(dynamodbUrl: string) {
    this.#client = new DynamoDBClient({
      endpoint: dynamodbUrl,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'simulation', secretAccessKey: 'simulation' },
    });
  }

  /** Every item whose partition key begins so. */
  async below(...prefixes: readonly string[]): Promise<Json[]> {
    const names = prefixes.map((_, index) => `:prefix${index}`);
    return this.#scan({
      FilterExpression: names.map((name) => `begins_with(pk, ${name})`).join(' OR '),
      ExpressionAttributeValues: Object.fromEntries(
        prefixes.map((prefix, index) => [names[index]!, { S: prefix }]),
      ),
    });
  }

  /** How many payments and refunds wait for a time that is not after this one. */
  async countDue(at: Date): Promise<number> {
    const until = { ExpressionAttributeValues: { ':at': { S: at.toISOString() } } };
    const due = await this.#scan({
      ...until,
      IndexName: 'due',
      FilterExpression: 'dueSk <= :at',
    });
    if (due.length > 0) return due.length;
    // A payment that is found by its age is in no index yet.
    const FilterExpression = 'checkAt <= :at AND attribute_not_exists(dueSk)';
    return (await this.#scan({ ...until, FilterExpression })).length;
  }

  async #scan(query: {
    IndexName?: string;
    FilterExpression: string;
    ExpressionAttributeValues: Record<string, { S: string }>;
  }): Promise<Json[]> {
    const TableName = await this.#mainTable();
    const items: Json[] = [];
    for await (const page of paginateScan({ client: this.#client }, { TableName, ...query }))
      items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    return items;
  }

  /** The one with a list of what is due; tests make tables of their own in the same engine. */
  async #mainTable(): Promise<string> {
    const { TableNames = [] } = await this.#client.send(new ListTablesCommand({}));
    for (const TableName of TableNames.filter((name) => !name.startsWith('contract-'))) {
      const { Table } = await this.#client.send(new DescribeTableCommand({ TableName }));
      if (Table?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === 'due'))
        return TableName;
    }
    throw new Error('this cloud has no table of payments');
  }
}
