import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulse } from '../gateway/pulse.ts';
import { type AwsCall, AwsError } from './aws-call.ts';
import type { StreamRecord } from './stream-record.ts';

export type ShardReaderOptions = {
  streamArn: string;
  shardId: string;
  startingPosition: string;
  call: AwsCall;
  signal: AbortSignal;
  /** Signals writes to the table. */
  writes: Pulse;
  /** Handles the records; reading continues after it. */
  take: (records: StreamRecord[]) => Promise<void>;
};

/**
 * Lambda polls a shard four times a second. Here a write to the table wakes the reader, so that tests
 * do not wait; it looks when the engine, which is a moment behind, mostly shows the record. What it
 * shows later still is found by looking again, less and less often.
 */
const gatheringMs = 4;
const pausesMs = [12, 60, 250, 1_000] as const;
/** Where nothing was written since the last records, little more is to come. */
const afterRecords = 1;
const afterSlipMs = 50;
const target = (operation: string): string => `DynamoDBStreams_20120810.${operation}`;

/** The position in a shard. */
type Progress = { lastTaken?: string };

/**
 * Reads a shard from its start to its end, or until stopped while it is still open.
 *
 * Always continues after the last handled record: the engine sometimes reports an iterator as
 * trimmed or expired that it has only just issued.
 */
export async function readShard(options: ShardReaderOptions): Promise<void> {
  const { signal, shardId } = options;
  const progress: Progress = {};
  while (!signal.aborted)
    try {
      return await readOn(options, progress);
    } catch (error) {
      if (signal.aborted) return;
      if (!isKnownSlip(error))
        console.error(`WARNING: reading of ${shardId} continues: ${(error as Error).message}`);
      await sleep(afterSlipMs, undefined, { signal }).catch(() => {});
    }
}

async function readOn(options: ShardReaderOptions, progress: Progress): Promise<void> {
  const { call, signal, take, writes } = options;
  let iterator: string | undefined = await openIterator(options, progress);
  let looks = 0;
  while (iterator && !signal.aborted) {
    const since = writes.count;
    const answer: { Records: StreamRecord[]; NextShardIterator?: string } = await call(
      'dynamodb',
      target('GetRecords'),
      { ShardIterator: iterator, Limit: 1_000 },
      signal,
    );
    if (answer.Records.length > 0) {
      await take(answer.Records);
      progress.lastTaken = answer.Records.at(-1)!.dynamodb.SequenceNumber;
      looks = afterRecords;
    }
    if (await writes.after(since, pausesMs[looks] ?? pausesMs.at(-1)!, signal)) {
      await new Promise((resolve) => setTimeout(resolve, gatheringMs));
      looks = 0;
    } else looks += 1;
    iterator = answer.NextShardIterator;
  }
}

async function openIterator(
  { call, streamArn, shardId, startingPosition }: ShardReaderOptions,
  { lastTaken }: Progress,
): Promise<string> {
  const { ShardIterator } = await call<{ ShardIterator: string }>(
    'dynamodb',
    target('GetShardIterator'),
    {
      StreamArn: streamArn,
      ShardId: shardId,
      ...(lastTaken === undefined
        ? { ShardIteratorType: startingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: lastTaken }),
    },
  );
  return ShardIterator;
}

/** The engine reports this for shards that it has just opened, and then recovers. */
const isKnownSlip = (error: unknown): boolean =>
  error instanceof AwsError && error.code.endsWith('TrimmedDataAccessException');
