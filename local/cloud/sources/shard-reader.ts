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
  /** Beats when a table was written to. */
  writes: Pulse;
  /** Takes what was read; reading goes on when it is done. */
  take: (records: StreamRecord[]) => Promise<void>;
};

/**
 * Lambda asks a shard four times a second. Here it is asked much more often after a table was
 * written to, lest every test wait, then ever more slowly down to this pace.
 */
const idleMsMax = 1_000;
const idleMsMin = 10;
const afterSlipMs = 50;
const target = (operation: string): string => `DynamoDBStreams_20120810.${operation}`;

/** How far a shard has been read. */
type Progress = { lastTaken?: string };

/**
 * Reads one shard from its start to its end; a shard that is still open has none until stopped.
 *
 * Whatever the engine answers, reading goes on after the last record that was taken: it now and then
 * calls an iterator trimmed or expired that it has just given out.
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
        console.error(`WARNING: ${shardId} is read on: ${(error as Error).message}`);
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
      idleMs = isWoken ? idleMsMin : Math.min(idleMs * 1.2, idleMsMax);
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

/** The engine says so of shards that it has just opened, and takes it back at once. */
const isKnownSlip = (error: unknown): boolean =>
  error instanceof AwsError && error.code.endsWith('TrimmedDataAccessException');
