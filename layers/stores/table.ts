import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Pause } from '#domain/pause';
import { readBatch } from './batch-read.ts';
import { writeBatch } from './batch-write.ts';
import type { Key } from './keys.ts';
import { tablePause } from './table-pause.ts';

export type Item = Record<string, unknown>;

/** A write of one item as pure data, sent alone or within a transaction. */
export type Write = { put: PutWrite } | { update: UpdateWrite };

/** Part of a transaction: a write, the removal of an item, or only a condition on it. */
export type Part =
  | Write
  | { remove: Conditional }
  | { check: Conditional & { condition: Condition } };

type Conditional = { key: Key; condition?: Condition };

export type Condition = {
  expression: string;
  names?: Record<string, string>;
  values?: Item;
};

export type PutWrite = { key: Key; item: Item; condition?: Condition };

export type UpdateWrite = {
  key: Key;
  expression: string;
  condition?: Condition;
  names?: Record<string, string>;
  values?: Item;
};

/**
 * The version of a row's form, stored in its attribute `form`; a row without it has the first. See
 * docs/decisions/0033.
 */
export const firstForm = 1;

/** The item that made a write's condition fail, if any; undefined means that the write was made. */
export type Refusal = { existing?: Item };

export const keyIsFree: Condition = { expression: 'attribute_not_exists(pk)' };

/** The stored version is the one that was read. */
export const versionBefore = ({ version }: { version: number }): Condition => ({
  expression: '#version = :before',
  names: { '#version': 'version' },
  values: { ':before': version - 1 },
});

/** The same of an item that expires: it may be gone meanwhile. The first version is a new item. */
export const versionBeforeOrGone = (row: { version: number }): Condition =>
  row.version === 1
    ? keyIsFree
    : { ...versionBefore(row), expression: 'attribute_not_exists(pk) OR #version = :before' };

const marshallOptions = { removeUndefinedValues: true } as const;

/** The main table over the plain client: reads and writes items without knowing their meaning. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #pause: Pause;

  /** @param pause waits before unread keys are asked for again. */
  constructor(client: DynamoDBClient, name: string, pause: Pause = tablePause) {
    this.#client = client;
    this.#name = name;
    this.#pause = pause;
  }

  /** Reads consistently: the last write is visible. */
  get(key: Key): Promise<Item | undefined> {
    return this.read(key, true);
  }

  /** Reads eventually consistently, at half the price: for callers that write conditionally. */
  glanceAt(key: Key): Promise<Item | undefined> {
    return this.read(key, false);
  }

  /** Items in the order of the keys, without missing ones. */
  getMany(keys: readonly Key[], { isConsistent = false } = {}): Promise<Item[]> {
    const read = { client: this.#client, tableName: this.#name, pause: this.#pause };
    return readBatch(read, keys, isConsistent);
  }

  async query(
    input: Omit<
      QueryCommandInput,
      'TableName' | 'ExpressionAttributeValues' | 'ExclusiveStartKey'
    > & {
      values: Item;
      after?: Item;
    },
  ): Promise<{ items: Item[]; next?: Item }> {
    const { values, after, ...rest } = input;
    const { Items, LastEvaluatedKey } = await this.#client.send(
      new QueryCommand({
        ...rest,
        TableName: this.#name,
        ExpressionAttributeValues: marshall(values),
        ExclusiveStartKey: after && marshall(after),
      }),
    );
    return {
      items: (Items ?? []).map((item) => unmarshall(item)),
      next: LastEvaluatedKey && unmarshall(LastEvaluatedKey),
    };
  }

  /**
   * Writes, or returns the item that made the condition fail; a conflict with a transaction counts
   * as a refusal without an item.
   */
  async write(write: Write): Promise<Refusal | undefined> {
    try {
      await this.send(write);
      return undefined;
    } catch (error) {
      if (error instanceof TransactionConflictException) return {};
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { existing: error.Item && unmarshall(error.Item) };
    }
  }

  /** Writes or removes items at the lowest price: without conditions, and not all or nothing. */
  writeMany(parts: readonly (Pick<PutWrite, 'key' | 'item'> | { key: Key })[]): Promise<void> {
    const write = { client: this.#client, tableName: this.#name, pause: this.#pause };
    return writeBatch(write, parts.map(withForm));
  }

  /** Updates an item without a condition, and returns it. */
  async change({ condition: _, ...write }: UpdateWrite): Promise<Item> {
    const { Attributes } = await this.#client.send(
      new UpdateItemCommand({ ...this.update(write), ReturnValues: 'ALL_NEW' }),
    );
    return unmarshall(Attributes ?? {});
  }

  /**
   * Writes all or nothing. Returns undefined, or for each write whether its condition failed; a
   * conflict with another transaction counts as a refusal without an item.
   */
  async writeTogether(writes: readonly Part[]): Promise<(Refusal | undefined)[] | undefined> {
    try {
      await this.#client.send(
        new TransactWriteItemsCommand({
          TransactItems: writes.map((write) => this.itemFor(write)),
        }),
      );
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const unexpected = reasons.find(({ Code }) => Code && !refusals.has(Code));
      if (unexpected || reasons.length === 0) throw error;
      return reasons.map(({ Code, Item }) =>
        Code === undefined || Code === 'None' ? undefined : { existing: Item && unmarshall(Item) },
      );
    }
  }

  private async read(key: Key, ConsistentRead: boolean): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: marshall(key), ConsistentRead }),
    );
    return Item && unmarshall(Item);
  }

  private send(write: Write): Promise<unknown> {
    const onRefusal = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    return 'put' in write
      ? this.#client.send(new PutItemCommand({ ...this.put(write.put), ...onRefusal }))
      : this.#client.send(new UpdateItemCommand({ ...this.update(write.update), ...onRefusal }));
  }

  private itemFor(part: Part): TransactWriteItem {
    const onRefusal = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;
    if ('put' in part) return { Put: { ...this.put(part.put), ...onRefusal } };
    if ('update' in part) return { Update: { ...this.update(part.update), ...onRefusal } };
    if ('remove' in part) return { Delete: { ...this.only(part.remove), ...onRefusal } };
    const { condition } = part.check;
    const ConditionExpression = condition.expression;
    return { ConditionCheck: { ...this.only(part.check), ConditionExpression, ...onRefusal } };
  }

  private only({ key, condition }: Conditional) {
    return { TableName: this.#name, Key: marshall(key), ...conditionParameters(condition) };
  }

  private put({ key, item, condition }: PutWrite) {
    return {
      TableName: this.#name,
      Item: marshall({ form: firstForm, ...key, ...item }, marshallOptions),
      ...conditionParameters(condition),
    };
  }

  private update({ key, expression, condition, names, values }: UpdateWrite) {
    const merged = { ...condition?.names, ...names };
    const mergedValues = { ...condition?.values, ...values };
    return {
      TableName: this.#name,
      Key: marshall(key),
      UpdateExpression: expression,
      ...conditionParameters(
        condition && { expression: condition.expression, names: merged, values: mergedValues },
      ),
      ...(!condition && namesAndValues(merged, mergedValues)),
    };
  }
}

const withForm = <Part extends { key: Key }>(part: Part) =>
  'item' in part ? { put: { form: firstForm, ...part.key, ...(part.item as Item) } } : part;

const refusals = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict']);

const conditionParameters = (condition?: Condition) =>
  condition && {
    ConditionExpression: condition.expression,
    ...namesAndValues(condition.names ?? {}, condition.values ?? {}),
  };

/** DynamoDB rejects empty maps. */
const namesAndValues = (names: Record<string, string>, values: Item) => ({
  ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
  ...(Object.keys(values).length > 0 && {
    ExpressionAttributeValues: marshall(values, marshallOptions) as Record<string, AttributeValue>,
  }),
});
