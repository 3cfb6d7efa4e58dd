import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Item, Table } from '#stores/table';

type Wire = Record<string, AttributeValue>;
type Command = { constructor: { name: string }; input: Record<string, unknown> };

/**
 * Rows in their own form on the wire, for tests of how they are read. It puts and gives back, and
 * keeps no other promise of DynamoDB: no condition, no update, and each index has every row.
 */
export class MemoryTable {
  readonly #rows = new Map<string, Wire>();
  readonly table = new Table(this as unknown as DynamoDBClient, 'main');

  /** The only row whose sort key begins so. */
  row(sk: string): Item {
    const found = this.rows().filter((row) => String(row.sk).startsWith(sk));
    if (found.length !== 1) throw new Error(`${found.length} rows begin with ${sk}`);
    return found[0]!;
  }

  rows(): Item[] {
    return [...this.#rows.values()].map((row) => unmarshall(row));
  }

  put(row: Item): void {
    const { pk, sk } = row;
    this.#rows.set(`${pk}\n${sk}`, marshall(row, { removeUndefinedValues: true }));
  }

  async send(command: Command): Promise<unknown> {
    const { input } = command;
    switch (command.constructor.name) {
      case 'PutItemCommand':
        this.put(unmarshall(input.Item as Wire));
        return {};
      case 'TransactWriteItemsCommand':
        for (const { Put } of input.TransactItems as { Put?: { Item: Wire } }[])
          if (Put) this.put(unmarshall(Put.Item));
        return {};
      case 'GetItemCommand':
        return { Item: this.#find(input.Key as Wire) };
      case 'BatchGetItemCommand': {
        const [[name, { Keys }] = ['', { Keys: [] }]] = Object.entries(
          input.RequestItems as Record<string, { Keys: Wire[] }>,
        );
        return {
          Responses: {
            [name]: Keys.map((key) => this.#find(key)).filter((row) => row !== undefined),
          },
        };
      }
      case 'QueryCommand':
        return { Items: this.#query(input) };
      default:
        throw new Error(`a table in memory knows no ${command.constructor.name}`);
    }
  }

  #find(key: Wire): Wire | undefined {
    const { pk, sk } = unmarshall(key);
    return this.#rows.get(`${pk}\n${sk}`);
  }

  #query({ IndexName, ExpressionAttributeValues }: Record<string, unknown>): Wire[] {
    const partition = unmarshall(ExpressionAttributeValues as Wire)[':pk'];
    const all = [...this.#rows.values()];
    return IndexName === undefined ? all.filter(({ pk }) => pk?.S === partition) : all;
  }
}
