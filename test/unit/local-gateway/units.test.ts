import type { JsonObject } from '../../../local/cloud/assembly/json.ts';
import { createMeter } from '../../../local/cloud/gateway/meter.ts';
import { capacityUnits } from '../../../local/cloud/gateway/services/dynamodb-capacity.ts';
import { itemBytes } from '../../../local/cloud/gateway/services/item-bytes.ts';
import {
  transactionUnits,
  transactionWrites,
} from '../../../local/cloud/gateway/services/transaction-units.ts';
import { updatedItem } from '../../../local/cloud/gateway/services/updated-item.ts';
import { assemblyOf, aTable } from './assembly-of.ts';

const assembly = assemblyOf(aTable('main'));
const key = (pk: string) => ({ pk: { S: pk }, sk: { S: '1' } });
const big = { text: { S: 'x'.repeat(1100) } };

const unitsOf = async (parts: JsonObject[], present: JsonObject[] = [], isCommitted = true) => {
  const TransactItems = parts.map((part) => {
    const [[kind, body] = ['', {}]] = Object.entries(part as Record<string, JsonObject>);
    return { [kind]: { TableName: 'main', ...body } };
  });
  const ask = () => Promise.resolve({ Responses: { main: present } });
  return transactionUnits(await transactionWrites({ TransactItems }, assembly, ask), isCommitted);
};

describe('What DynamoDB bills', () => {
  test('the size of an item includes its names and values', () => {
    expect(itemBytes({ pk: { S: 'é' }, n: { N: '1234' }, ok: { BOOL: true } })).toBe(4 + 4 + 3);
    expect(itemBytes({ l: { L: [{ S: 'ab' }] }, m: { M: { a: { S: 'b' } } } })).toBe(7 + 7);
  });

  test('a transactional write costs two units for each started KB of each item', async () => {
    expect(await unitsOf([{ Put: { Item: key('A') } }, { Put: { Item: key('B') } }])).toBe(4);
    expect(await unitsOf([{ Put: { Item: { ...key('A'), ...big } } }])).toBe(4);
    expect(await unitsOf([{ ConditionCheck: { Key: key('A') } }])).toBe(2);
  });

  test('the larger of the old and the new item counts', async () => {
    const present = [{ ...key('A'), ...big }];
    expect(await unitsOf([{ Put: { Item: key('A') } }], present)).toBe(4);
    expect(await unitsOf([{ Delete: { Key: key('A') } }], present)).toBe(4);
  });

  test('an index costs if its entry is added, removed or moved, and nothing otherwise', async () => {
    const owned = (owner: string) => ({ ...key('A'), ownerPk: { S: owner } });
    const update = (UpdateExpression: string) => ({
      Update: {
        Key: key('A'),
        UpdateExpression,
        ExpressionAttributeValues: { ':v': { S: 'new' } },
      },
    });
    expect(await unitsOf([{ Put: { Item: owned('o') } }])).toBe(4);
    expect(await unitsOf([update('SET note = :v')], [owned('o')])).toBe(2);
    expect(await unitsOf([update('SET ownerPk = :v')], [owned('o')])).toBe(6);
    expect(await unitsOf([update('REMOVE ownerPk')], [owned('o')])).toBe(4);
  });

  test('a cancelled transaction still costs, except for the indexes', async () => {
    const item = { ...key('A'), ownerPk: { S: 'o' } };
    expect(await unitsOf([{ Put: { Item: item } }, { Put: { Item: key('B') } }], [], false)).toBe(
      4,
    );
  });

  test('an updated item is measured after its update', () => {
    const update = {
      UpdateExpression:
        'SET #s = :s, total = if_not_exists(total, :zero), a.b = :s REMOVE old ADD n :n',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': { S: 'paid' }, ':zero': { N: '0' }, ':n': { N: '5' } },
    };
    expect(updatedItem({ ...key('A'), old: { S: 'x' }, n: { N: '1' } }, update)).toEqual({
      ...key('A'),
      state: { S: 'paid' },
      total: { N: '0' },
      n: { N: '1' },
    });
  });

  test('reading a missing item is not free', () => {
    const nothing = { ConsumedCapacity: { CapacityUnits: 0 } };
    expect(capacityUnits('Query', {}, nothing)).toEqual({ readUnits: 0.5 });
    const RequestItems = { main: { Keys: [key('A'), key('B')] } };
    expect(capacityUnits('BatchGetItem', { RequestItems }, nothing)).toEqual({ readUnits: 1 });
  });

  test('a write refused by its condition is not free', () => {
    const refused = { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException' };
    expect(capacityUnits('PutItem', { Item: { ...key('A'), ...big } }, refused)).toEqual({
      writeUnits: 2,
    });
    expect(capacityUnits('PutItem', {}, { __type: 'x#ValidationException' })).toEqual({
      writeUnits: 0,
    });
  });
});

test('computing with little memory is priced for the time it would take on AWS', () => {
  const gbSecondsOf = (memoryMb: number, cpuMs: number) => {
    const meter = createMeter();
    meter.record('a', 'lambda', 'Invoke', { durationMs: 100, cpuMs, memoryMb });
    return meter.snapshot()[0]!.units.gbSeconds;
  };
  // 60 ms of waiting, and 40 ms of computing at a quarter of a processor.
  expect(gbSecondsOf(1769 / 4, 40)).toBeCloseTo(((60 + 160) / 1000) * (1769 / 4 / 1024));
  expect(gbSecondsOf(1769, 40)).toBeCloseTo(0.1 * (1769 / 1024));
  expect(gbSecondsOf(3008, 40)).toBeCloseTo(0.1 * (3008 / 1024));
});

test('the meter adds up by function and operation, and can be reset', () => {
  const meter = createMeter();
  meter.record('payments/settle', 'lambda', 'Invoke', { durationMs: 99.5, memoryMb: 1024 });
  meter.record('payments/settle', 'lambda', 'Invoke', { durationMs: 100, memoryMb: 1024 });
  expect(meter.snapshot()).toEqual([
    {
      function: 'payments/settle',
      service: 'lambda',
      operation: 'Invoke',
      calls: 2,
      units: { durationMs: 199.5, gbSeconds: 0.2 },
    },
  ]);
  meter.reset();
  expect(meter.snapshot()).toEqual([]);
});
