import { setTimeout as sleep } from 'node:timers/promises';
import { failureParcel } from '../../../local/cloud/sources/failure-document.ts';
import { Lanes } from '../../../local/cloud/sources/lanes.ts';
import { type GivenUp, processBatch } from '../../../local/cloud/sources/stream-batch.ts';
import {
  type LambdaStreamRecord,
  lambdaRecord,
} from '../../../local/cloud/sources/stream-record.ts';
import { aMapping, fakeLambda } from './mapping.ts';

const aRecord = (number: number, changes = {}): LambdaStreamRecord =>
  lambdaRecord(
    {
      eventID: `event-${number}`,
      eventName: 'INSERT',
      dynamodb: {
        Keys: { pk: { S: `key-${number % 3}` } },
        SequenceNumber: String(number),
        ApproximateCreationDateTime: Date.now() / 1000,
        ...changes,
      },
    },
    'stream',
    'eu-west-3',
  );

const numbersOf = (records: LambdaStreamRecord[]) =>
  records.map(({ dynamodb }) => Number(dynamodb.SequenceNumber));

/** A function that fails on some records: by naming the first of them, or altogether. */
function setup(poison: number[], changes: Parameters<typeof aMapping>[0], how: 'names' | 'fails') {
  const tries: number[][] = [];
  const done: number[] = [];
  const givenUp: GivenUp[] = [];
  const lambda = fakeLambda(({ Records }) => {
    const numbers = numbersOf(Records);
    tries.push(numbers);
    const first = numbers.findIndex((number) => poison.includes(number));
    if (first < 0) done.push(...numbers);
    else if (how === 'names') done.push(...numbers.slice(0, first));
    if (first < 0) return [];
    return how === 'names' ? [String(numbers[first])] : 'error';
  });
  const run = (records: LambdaStreamRecord[]) =>
    processBatch(records, {
      mapping: aMapping(changes),
      lambda,
      retryDelayMsMax: 1,
      giveUp: async (records) => void givenUp.push(records),
      signal: new AbortController().signal,
    });
  return { run, tries, done, givenUp };
}

const six = () => [1, 2, 3, 4, 5, 6].map((number) => aRecord(number));

test('a partial failure starts again at the first failed record', async () => {
  const { run, tries, givenUp } = setup([3], { retriesMax: 1 }, 'names');
  await run(six());
  expect(tries).toEqual([
    [1, 2, 3, 4, 5, 6],
    [3, 4, 5, 6],
    [3, 4, 5, 6],
  ]);
  expect(numbersOf(givenUp[0]!.records)).toEqual([3, 4, 5, 6]);
});

test.each(['names', 'fails'] as const)(
  'bisecting removes only the bad record (%s)',
  async (how) => {
    const { run, done, givenUp } = setup([3], { bisects: true, retriesMax: 2 }, how);
    await run(six());
    expect(done).toEqual([1, 2, 4, 5, 6]);
    expect(givenUp.map(({ records }) => numbersOf(records))).toEqual([[3]]);
    expect(givenUp[0]).toMatchObject({ condition: 'RetryAttemptsExhausted', attempts: 3 });
  },
);

test('a throttled batch is neither bisected nor a failed try', async () => {
  let refusals = 5;
  const sizes: number[] = [];
  const givenUp: GivenUp[] = [];
  await processBatch(six(), {
    mapping: aMapping({ bisects: true, retriesMax: 1 }),
    lambda: fakeLambda(({ Records }) => {
      sizes.push(Records.length);
      return refusals-- > 0 ? 'throttled' : [];
    }),
    retryDelayMsMax: 1,
    giveUp: async (records) => void givenUp.push(records),
    signal: new AbortController().signal,
  });
  expect(sizes).toEqual([6, 6, 6, 6, 6, 6]);
  expect(givenUp).toEqual([]);
});

test('a record that is too old is given up without being handled', async () => {
  const { run, tries, givenUp } = setup([], { recordAgeSecondsMax: 60 }, 'fails');
  await run([aRecord(1, { ApproximateCreationDateTime: Date.now() / 1000 - 120 }), aRecord(2)]);
  expect(tries).toEqual([[2]]);
  expect(givenUp).toMatchObject([{ condition: 'RecordAgeExceeded' }]);
});

test('a given-up record is reported to a queue by its position, and stored completely in a bucket', () => {
  const givenUp: GivenUp = {
    records: [aRecord(4), aRecord(5)],
    condition: 'RetryAttemptsExhausted',
    requestId: 'request',
    attempts: 9,
  };
  const place = { id: 'mapping', functionArn: 'function', streamArn: 'stream', shardId: 'shard' };
  const { body, object } = failureParcel(givenUp, place, new Date('2026-11-26T22:30:05Z'));
  const told = {
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 9 },
    DDBStreamBatchInfo: {
      shardId: 'shard',
      startSequenceNumber: '4',
      endSequenceNumber: '5',
      batchSize: 2,
      streamArn: 'stream',
    },
  };
  expect(JSON.parse(body)).toMatchObject(told);
  expect(body).not.toContain('payload');
  const whole = JSON.parse(object!.body);
  expect(whole).toMatchObject(told);
  expect(JSON.parse(whole.payload)).toEqual({ Records: givenUp.records });
  expect(object!.key).toMatch(
    /^aws\/lambda\/mapping\/shard\/2026\/11\/26\/2026-11-26T22\.30\.05-[0-9a-f-]{36}$/,
  );
});

test('lanes run in parallel, and each key keeps its order', async () => {
  const seen: LambdaStreamRecord[] = [];
  let batches = 0;
  const lanes = new Lanes({
    count: 2,
    batchSize: 2,
    process: async (records) => {
      batches += 1;
      await sleep(1);
      seen.push(...records);
    },
  });
  lanes.add(
    Array.from({ length: 9 }, (_, index) => aRecord(index + 1)),
    'pk',
  );
  await lanes.drained();
  const ofKey = (key: number) => numbersOf(seen).filter((number) => number % 3 === key);
  expect([ofKey(0), ofKey(1), ofKey(2)]).toEqual([
    [3, 6, 9],
    [1, 4, 7],
    [2, 5, 8],
  ]);
  expect(batches).toBeGreaterThanOrEqual(5);
});
