import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type Item, Table } from '#stores/table';
import { type Given, isMet, updated } from './table-expressions.ts';

type Wire = Record<string, AttributeValue>;

/** What the commands of our stores ask with, as far as this table knows. */
type Input = {
  Key?: Wire;
  Item?: Wire;
  UpdateExpression?: string;
  ConditionExpression?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Wire;
  ExclusiveStartKey?: Wire;
  ScanIndexForward?: boolean;
  Limit?: number;
  RequestItems?: Record<string, { Keys: Wire[] } | Batched[]>;
  TransactItems?: { Put?: Input; Update?: Input; Delete?: Input; ConditionCheck?: Input }[];
};

type Batched = { PutRequest?: { Item: Wire }; DeleteRequest?: { Key: Wire } };

type Command = { constructor: { name: string }; input: Input };

const said = { $metadata: {}, message: 'the condition is not met' };

/**
 * Rows in their own form on the wire, for tests of how they are read. Keeps DynamoDB's conditions,
 * updates, transactions and pages; an index has the rows that have its attributes.
 */
export class MemoryTable {
  readonly #rows = new Map<string, Wire>();
  readonly client = this as unknown as DynamoDBClient;
  readonly table = new Table(this.client, 'main');

  /** The only row whose keys begin so. */
  row(sk: string, pk = ''): Item {
    const begins = (row: Item) => String(row.sk).startsWith(sk) && String(row.pk).startsWith(pk);
    const found = this.rows().filter(begins);
    if (found.length !== 1) throw new Error(`${found.length} rows begin with ${pk} ${sk}`);
    return found[0]!;
  }

  rows(): Item[] {
    return [...this.#rows.values()].map((row) => unmarshall(row));
  }

  put(row: Item): void {
    this.#rows.set(nameOf(row), marshall(row, { removeUndefinedValues: true }));
  }

  async send({ constructor: { name }, input }: Command): Promise<unknown> {
    switch (name) {
      case 'PutItemCommand':
      case 'UpdateItemCommand':
        return this.#writeAlone(input);
      case 'BatchWriteItemCommand':
        return this.#writeMany(input.RequestItems!);
      case 'TransactWriteItemsCommand':
        return this.#writeTogether(input.TransactItems!);
      case 'GetItemCommand':
        return { Item: this.#find(input.Key!) };
      case 'BatchGetItemCommand':
        return {
          Responses: this.#findMany(input.RequestItems as Record<string, { Keys: Wire[] }>),
        };
      case 'QueryCommand':
      case 'ScanCommand':
        return this.#page(input);
      default:
        throw new Error(`a table in memory knows no ${name}`);
    }
  }

  #writeAlone(input: Input): object {
    if (!this.#may(input))
      throw new ConditionalCheckFailedException({ ...said, Item: this.#find(keyOf(input)) });
    this.#write(input);
    return { Attributes: this.#find(keyOf(input)) };
  }

  #writeTogether(parts: NonNullable<Input['TransactItems']>): object {
    const inputs = parts.map(
      ({ Put, Update, Delete, ConditionCheck }) => (Put ?? Update ?? Delete ?? ConditionCheck)!,
    );
    const CancellationReasons = inputs.map((input) =>
      this.#may(input)
        ? { Code: 'None' }
        : { Code: 'ConditionalCheckFailed', Item: this.#find(keyOf(input)) },
    );
    if (CancellationReasons.some(({ Code }) => Code !== 'None'))
      throw new TransactionCanceledException({ ...said, CancellationReasons });
    for (const { Put, Update, Delete } of parts) {
      if (Delete) this.#rows.delete(nameOf(unmarshall(Delete.Key!)));
      else if (Put ?? Update) this.#write((Put ?? Update)!);
    }
    return {};
  }

  #writeMany(asked: NonNullable<Input['RequestItems']>): object {
    for (const { PutRequest, DeleteRequest } of Object.values(asked).flat() as Batched[]) {
      if (PutRequest) this.put(unmarshall(PutRequest.Item));
      else this.#rows.delete(nameOf(unmarshall(DeleteRequest!.Key)));
    }
    return {};
  }

  #may(input: Input): boolean {
    const { ConditionExpression } = input;
    const stored = this.#find(keyOf(input)) ?? {};
    return !ConditionExpression || isMet(ConditionExpression, unmarshall(stored), givenBy(input));
  }

  #write(input: Input): void {
    const { Item, Key, UpdateExpression } = input;
    const stored = () => unmarshall(this.#find(Key!) ?? Key!);
    this.put(Item ? unmarshall(Item) : updated(UpdateExpression!, stored(), givenBy(input)));
  }

  #find(key: Wire): Wire | undefined {
    return this.#rows.get(nameOf(unmarshall(key)));
  }

  #findMany(asked: Record<string, { Keys: Wire[] }>): Record<string, Wire[]> {
    const found = Object.entries(asked).map(([name, { Keys }]) => [
      name,
      Keys.map((key) => this.#find(key)).filter((row) => row !== undefined),
    ]);
    return Object.fromEntries(found);
  }

  /** One page in the order of the keys; a filter hides rows of it, as DynamoDB does. */
  #page(input: Input) {
    const { KeyConditionExpression, FilterExpression, ExclusiveStartKey, Limit } = input;
    const given = givenBy(input);
    const meets = (condition: string | undefined) => (row: Item) =>
      condition === undefined || isMet(condition, row, given);
    const all = this.rows().filter(meets(KeyConditionExpression)).sort(byKey);
    if (input.ScanIndexForward === false) all.reverse();
    const last = ExclusiveStartKey && nameOf(unmarshall(ExclusiveStartKey));
    const rest = all.slice(all.findIndex((row) => nameOf(row) === last) + 1);
    const page = rest.slice(0, Limit);
    const end = page.length < rest.length ? page.at(-1) : undefined;
    return {
      Items: page.filter(meets(FilterExpression)).map((row) => marshall(row)),
      LastEvaluatedKey: end && marshall({ pk: end.pk, sk: end.sk }),
    };
  }
}

const nameOf = ({ pk, sk }: Item): string => `${pk}\n${sk}`;

const byKey = (one: Item, other: Item): number => (nameOf(one) < nameOf(other) ? -1 : 1);

const keyOf = ({ Key, Item }: Input): Wire => (Key ?? Item)!;

const givenBy = ({ ExpressionAttributeNames, ExpressionAttributeValues = {} }: Input): Given => ({
  names: ExpressionAttributeNames,
  values: unmarshall(ExpressionAttributeValues),
});
