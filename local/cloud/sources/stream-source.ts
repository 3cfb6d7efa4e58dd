import type { Lambda } from '../functions/lambda.ts';
import { Pulse } from '../gateway/pulse.ts';
import type { AwsCall } from './aws-call.ts';
import type { Parcel } from './destinations.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { failureParcel } from './failure-document.ts';
import { filterOf } from './filter-pattern.ts';
import { Lanes } from './lanes.ts';
import { readShard } from './shard-reader.ts';
import { type GivenUp, processBatch } from './stream-batch.ts';
import { lambdaRecord, type StreamRecord } from './stream-record.ts';

export type StreamSourceOptions = {
  mapping: EventSourceMapping;
  partitionKeyName: string;
  region: string;
  lambda: Pick<Lambda, 'invoke'>;
  /** Calls with the function's role, through the gateway. */
  call: AwsCall;
  /** Sends given-up records to the mapping's destination. */
  setAside: (parcel: Parcel) => Promise<void>;
  retryDelayMsMax: number;
  /** Signals writes to the table. */
  writes: Pulse;
};

type Shard = { ShardId: string; ParentShardId?: string };

/** Interval of the search for new shards; the end of a shard starts a search at once. */
const discoveryMs = 10_000;

/** Delivers a table's changes to a function as Lambda's stream pollers do, until it is stopped. */
export class StreamSource {
  private readonly options: StreamSourceOptions;
  private readonly stopping = new AbortController();
  private readonly endings = new Pulse();
  private readonly passes: (event: unknown) => boolean;
  /** Every shard seen so far, with its reader. */
  private readonly reading = new Map<string, Promise<void>>();

  constructor(options: StreamSourceOptions) {
    this.options = options;
    this.passes = filterOf(options.mapping.filters);
  }

  start(): void {
    void this.discover();
  }

  stop(): void {
    this.stopping.abort();
  }

  private async discover(): Promise<void> {
    const { signal } = this.stopping;
    let isFirstLook = true;
    while (!signal.aborted) {
      const since = this.endings.count;
      try {
        for (const shard of await this.shards()) this.follow(shard, isFirstLook);
        isFirstLook = false;
      } catch (error) {
        this.warn(error);
      }
      await this.endings.after(since, discoveryMs, signal);
    }
  }

  private async shards(): Promise<Shard[]> {
    const { call, mapping } = this.options;
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const { StreamDescription: page } = await call<{
        StreamDescription: { Shards: Shard[]; LastEvaluatedShardId?: string };
      }>('dynamodb', 'DynamoDBStreams_20120810.DescribeStream', {
        StreamArn: mapping.sourceArn,
        ...(last && { ExclusiveStartShardId: last }),
      });
      shards.push(...page.Shards);
      last = page.LastEvaluatedShardId;
    } while (last);
    return shards;
  }

  /** A shard's children wait until its own records are done, so that the order is kept. */
  private follow({ ShardId, ParentShardId }: Shard, isFirstLook: boolean): void {
    if (this.reading.has(ShardId)) return;
    const parent = ParentShardId ? this.reading.get(ParentShardId) : undefined;
    const work = (parent ?? Promise.resolve()).then(() => this.read(ShardId, isFirstLook));
    this.reading.set(ShardId, work);
  }

  /** A failed shard is reported and left: reading it again from its start would repeat records. */
  private async read(shardId: string, isFirstLook: boolean): Promise<void> {
    const { mapping, call, partitionKeyName, writes } = this.options;
    const { signal } = this.stopping;
    const lanes = new Lanes({
      count: mapping.lanes,
      batchSize: mapping.batchSize,
      process: (records) => processBatch(records, this.batchOptions(shardId)),
    });
    const take = async (records: StreamRecord[]) => {
      lanes.add(this.wanted(records), partitionKeyName);
      while (lanes.isFull && !signal.aborted) await lanes.moved();
    };
    const startingPosition = isFirstLook ? mapping.startingPosition : 'TRIM_HORIZON';
    const { sourceArn: streamArn } = mapping;
    try {
      await readShard({ streamArn, shardId, startingPosition, call, signal, writes, take });
      this.endings.beat();
      await lanes.drained();
    } catch (error) {
      this.warn(error);
    }
  }

  private wanted(records: StreamRecord[]) {
    const { mapping, region } = this.options;
    return records
      .map((record) => lambdaRecord(record, mapping.sourceArn, region))
      .filter(this.passes);
  }

  private batchOptions(shardId: string) {
    const { mapping, lambda, retryDelayMsMax } = this.options;
    const giveUp = (records: GivenUp) => this.setAside(records, shardId);
    return { mapping, lambda, retryDelayMsMax, giveUp, signal: this.stopping.signal };
  }

  private async setAside(givenUp: GivenUp, shardId: string): Promise<void> {
    const { id, functionArn, sourceArn: streamArn } = this.options.mapping;
    const parcel = failureParcel(givenUp, { id, functionArn, streamArn, shardId }, new Date());
    await this.options.setAside(parcel).catch((error) => this.warn(error));
  }

  private warn(error: unknown): void {
    if (!this.stopping.signal.aborted)
      console.error(`WARNING: ${this.options.mapping.path}: ${(error as Error).message}`);
  }
}
