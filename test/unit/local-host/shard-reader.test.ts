import { jest } from '@jest/globals';
import { Pulse } from '../../../local/cloud/gateway/pulse.ts';
import type { AwsCall } from '../../../local/cloud/sources/aws-call.ts';
import { readShard } from '../../../local/cloud/sources/shard-reader.ts';
import type { StreamRecord } from '../../../local/cloud/sources/stream-record.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A shard that is read until the test ends. */
function setup() {
  const stopping = new AbortController();
  const writes = new Pulse();
  const waiting: StreamRecord[] = [];
  const taken: StreamRecord[] = [];
  let looks = 0;
  const call = (async (_service, target) => {
    if (target.endsWith('GetShardIterator')) return { ShardIterator: 'iterator' };
    looks += 1;
    return { Records: waiting.splice(0), NextShardIterator: 'iterator' };
  }) as AwsCall;
  const reading = readShard({
    streamArn: 'stream',
    shardId: 'shard',
    startingPosition: 'LATEST',
    call,
    signal: stopping.signal,
    writes,
    take: async (records) => void taken.push(...records),
  });
  const stop = async () => {
    stopping.abort();
    await reading;
  };
  const looksWithin = async (milliseconds: number) => {
    const before = looks;
    await jest.advanceTimersByTimeAsync(milliseconds);
    return looks - before;
  };
  return { waiting, taken, writes, looksWithin, stop };
}

const aRecord = { eventID: '1', dynamodb: { SequenceNumber: '1' } } as unknown as StreamRecord;

test('an idle stream is read once a second [C17]', async () => {
  const { looksWithin, stop } = setup();
  await looksWithin(30_000);
  expect(await looksWithin(10_000)).toBeLessThanOrEqual(11);
  await stop();
});

test('a new record is read at once, even after a long pause [C17]', async () => {
  const { looksWithin, waiting, taken, writes, stop } = setup();
  await looksWithin(30_000);
  waiting.push(aRecord);
  writes.beat();
  await looksWithin(5);
  expect(taken).toHaveLength(1);
  await stop();
});

test('a record that becomes visible a moment after its write is read within that moment [C17]', async () => {
  const { looksWithin, waiting, taken, writes, stop } = setup();
  await looksWithin(30_000);
  writes.beat();
  await looksWithin(40);
  waiting.push(aRecord);
  await looksWithin(50);
  expect(taken).toHaveLength(1);
  await stop();
});

test('many writes that follow each other are looked for together', async () => {
  const { looksWithin, writes, stop } = setup();
  await looksWithin(30_000);
  for (let write = 0; write < 20; write++) writes.beat();
  expect(await looksWithin(10)).toBe(1);
  await stop();
});

test('an idle reader stops when it is told to [C17]', async () => {
  const { looksWithin, stop } = setup();
  await looksWithin(30_000);
  await stop();
  expect(await looksWithin(10_000)).toBe(0);
});
