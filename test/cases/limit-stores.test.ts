import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Day } from '#domain/calendar/day';
import type { Counter } from '#domain/usage/counter';
import { Table } from '#stores/table';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { DynamoThresholdStore } from '#stores/usage/threshold-store';
import { usageKeys } from '#stores/usage/usage-keys';
import { assemblyDirectory, enginesOfCloud } from '#test/cloud';
import { aNewId } from '#test/customers';
import type { Resource } from '../../local/cloud/assembly/assembly.ts';
import { createTable } from '../../local/cloud/engines/create-table.ts';
import { describeStandingStore, describeThresholdStore } from '../contracts/limit-stores.ts';

const config = {
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
};

/** A table as the template describes it, whose stream nobody reads. */
async function aTable(): Promise<Table> {
  const template = JSON.parse(
    readFileSync(`${assemblyDirectory}/peage-dev-data.template.json`, 'utf8'),
  );
  const resources: { Type: string; Properties: Resource['properties'] }[] = Object.values(
    template.Resources,
  );
  const { Properties } = resources.find(({ Type }) => Type === 'AWS::DynamoDB::Table')!;
  const name = `contract-${randomUUID()}`;
  await createTable({ physicalId: name, properties: Properties } as Resource, config);
  return new Table(new DynamoDBClient(config), name);
}

const table = aTable();

describeThresholdStore('DynamoDB', async () => new DynamoThresholdStore(await table));
describeStandingStore('DynamoDB', async () => new DynamoStandingStore(await table));

test('a month of counters is read completely, over any number of pages, and no other month', async () => {
  const [customerId, projectId] = [aNewId('cus'), aNewId('prj')];
  const counter: Counter = {
    customerId,
    projectId,
    meter: 'traffic',
    day: '2026-11-21',
    events: 2,
    bytes: 2 ** 53 - 1,
  };
  const gauge: Counter = { ...counter, meter: 'storage', measuredAt: '2026-11-21T04:00:00.000Z' };
  // Ten of 150 kB: more than one answer of a query holds.
  const large = Array.from(
    { length: 10 },
    (_, day): Counter => ({
      ...counter,
      day: `2026-11-0${day}` as Day,
    }),
  );
  const other: Counter = { ...counter, day: '2026-12-01' };
  for (const one of [counter, gauge, other, ...large]) {
    const padding = large.includes(one) ? 'x'.repeat(150_000) : undefined;
    const { events, bytes, measuredAt } = one;
    const item = { events, bytes, measuredAt, padding };
    await (await table).write({ put: { key: usageKeys.counter(one), item } });
  }
  const reader = new DynamoCounterReader(await table);
  const read = async (more: object) => {
    const counters: Counter[] = [];
    for await (const one of reader.read({ customerId, month: '2026-11', ...more }))
      counters.push(one);
    return counters;
  };
  expect(await read({})).toEqual([gauge, ...large, counter]);
  expect(await read({ meter: 'storage' })).toEqual([gauge]);
  expect(await read({ customerId: aNewId('cus') })).toEqual([]);
});
