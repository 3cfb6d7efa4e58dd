import { TableWrites } from '../../../local/cloud/gateway/table-writes.ts';

const arnOf = (table: string) => `arn:aws:dynamodb:eu-west-3:000000000000:table/${table}`;

const right = (action: string, table: string) => ({
  action: `dynamodb:${action}`,
  resource: arnOf(table),
  context: {},
});

test('a reader of a stream is woken by writes to its own table only', () => {
  const writes = new TableWrites();
  const main = writes.to(`${arnOf('main')}/stream/2026-11-27T10:00:00.000`);
  const usage = writes.to(arnOf('usage'));
  writes.note([right('PutItem', 'main')]);
  expect([main.count, usage.count]).toEqual([1, 0]);
  writes.note([right('UpdateItem', 'usage'), right('ConditionCheckItem', 'main')]);
  expect([main.count, usage.count]).toEqual([1, 1]);
});

test('a transaction is one signal to each table that it writes', () => {
  const writes = new TableWrites();
  writes.note([right('PutItem', 'main'), right('DeleteItem', 'main'), right('PutItem', 'usage')]);
  expect(writes.to(arnOf('main')).count).toBe(1);
  expect(writes.to(arnOf('usage')).count).toBe(1);
});

test.each(['GetItem', 'Query', 'GetRecords'])('%s wakes nobody', (action) => {
  const writes = new TableWrites();
  writes.note([right(action, 'main')]);
  expect(writes.to(arnOf('main')).count).toBe(0);
});
