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
 * Lambda polls a shard four times a second. Here polling is much faster after a write to the table,
 * so that tests do not wait, and then slows down to this interval.
 */
const idleMsMax = 1_000;
const idleMsMin = 10;
const idleGrowth = 1.6;
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
  let idleMs = idleMsMin;
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
      idleMs = idleMsMin;
    } else {
      const isWoken = await writes.after(since, idleMs, signal);
      idleMs = isWoken ? idleMsMin : Math.min(idleMs * idleGrowth, idleMsMax);
    }
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
