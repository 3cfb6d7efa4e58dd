import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsCall } from './aws-call.ts';
import type { StreamRecord } from './stream-record.ts';

export type ShardReaderOptions = {
  streamArn: string;
  shardId: string;
  startingPosition: string;
  call: AwsCall;
  signal: AbortSignal;
  /** Takes what was read; reading goes on when it is done. */
  take: (records: StreamRecord[]) => Promise<void>;
};

/**
 * Lambda asks a shard four times a second. Here it is asked much more often, lest every test wait:
 * while records come at once, then ever more slowly down to this pace.
 */
const idleMsMax = 50;
const idleMsMin = 10;
const target = (operation: string): string => `DynamoDBStreams_20120810.${operation}`;

/** Reads one shard from its start to its end; a shard that is still open has none until stopped. */
export async function readShard(options: ShardReaderOptions): Promise<void> {
  const { call, signal, streamArn, shardId, startingPosition } = options;
  const opened = await call<{ ShardIterator: string }>('dynamodb', target('GetShardIterator'), {
    StreamArn: streamArn,
    ShardId: shardId,
    ShardIteratorType: startingPosition,
  });
  let iterator: string | undefined = opened.ShardIterator;
  let idleMs = idleMsMin;
  while (iterator && !signal.aborted) {
    const answer: { Records: StreamRecord[]; NextShardIterator?: string } = await call(
      'dynamodb',
      target('GetRecords'),
      { ShardIterator: iterator, Limit: 1_000 },
      signal,
    );
    if (answer.Records.length > 0) {
      await options.take(answer.Records);
      idleMs = idleMsMin;
    } else {
      await sleep(idleMs, undefined, { signal }).catch(() => {});
      idleMs = Math.min(idleMs * 1.2, idleMsMax);
    }
    iterator = answer.NextShardIterator;
  }
}
