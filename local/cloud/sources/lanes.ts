import { createHash } from 'node:crypto';
import type { LambdaStreamRecord } from './stream-record.ts';

export type LanesOptions = {
  count: number;
  batchSize: number;
  /** Processes a batch; the lane's next batch waits for it. */
  process: (records: LambdaStreamRecord[]) => Promise<void>;
};

type Lane = { waiting: LambdaStreamRecord[]; work: Promise<void> | undefined };

/**
 * Distributes a shard's records over parallel lanes (Lambda's parallelization factor). Records with
 * the same keys always use the same lane, so their order is kept.
 */
export class Lanes {
  private readonly options: LanesOptions;
  private readonly lanes: Lane[];

  constructor(options: LanesOptions) {
    this.options = options;
    this.lanes = Array.from({ length: options.count }, () => ({ waiting: [], work: undefined }));
  }

  add(records: LambdaStreamRecord[], partitionKeyName: string): void {
    for (const record of records)
      this.laneOf(record.dynamodb.Keys[partitionKeyName]).waiting.push(record);
    for (const lane of this.lanes) lane.work ??= this.workOff(lane);
  }

  /** So many records are waiting that reading more would only fill the memory. */
  get isFull(): boolean {
    return this.lanes.some(({ waiting }) => waiting.length > this.options.batchSize * 4);
  }

  /** Resolves once every record is done. */
  async drained(): Promise<void> {
    while (this.lanes.some(({ work }) => work))
      await Promise.all(this.lanes.map(({ work }) => work));
  }

  /** Resolves once any lane has taken records. */
  async moved(): Promise<void> {
    await Promise.race(this.lanes.flatMap(({ work }) => (work ? [work] : [])));
  }

  private laneOf(key: unknown): Lane {
    if (this.lanes.length === 1) return this.lanes[0]!;
    const digest = createHash('sha256').update(JSON.stringify(key)).digest();
    return this.lanes[digest.readUInt32BE(0) % this.lanes.length]!;
  }

  private async workOff(lane: Lane): Promise<void> {
    // Records added in the same turn form one batch.
    await Promise.resolve();
    while (lane.waiting.length > 0)
      await this.options.process(lane.waiting.splice(0, this.options.batchSize));
    lane.work = undefined;
  }
}
