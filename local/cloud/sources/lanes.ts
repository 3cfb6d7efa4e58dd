import { createHash } from 'node:crypto';
import type { LambdaStreamRecord } from './stream-record.ts';

export type LanesOptions = {
  count: number;
  batchSize: number;
  /** Works a batch off; the lane's next one waits for it. */
  process: (records: LambdaStreamRecord[]) => Promise<void>;
};

type Lane = { waiting: LambdaStreamRecord[]; work: Promise<void> | undefined };

/**
 * Spreads a shard's records over lanes that work side by side (Lambda's parallelization factor).
 * Records with the same keys always take the same lane, so their order holds.
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

  /** So many records wait that reading further would only fill the memory. */
  get isFull(): boolean {
    return this.lanes.some(({ waiting }) => waiting.length > this.options.batchSize * 4);
  }

  /** Waits until every record is done. */
  async drained(): Promise<void> {
    while (this.lanes.some(({ work }) => work))
      await Promise.all(this.lanes.map(({ work }) => work));
  }

  /** Waits until any lane has taken something off. */
  async moved(): Promise<void> {
    await Promise.race(this.lanes.flatMap(({ work }) => (work ? [work] : [])));
  }

  private laneOf(key: unknown): Lane {
    if (this.lanes.length === 1) return this.lanes[0]!;
    const digest = createHash('sha256').update(JSON.stringify(key)).digest();
    return this.lanes[digest.readUInt32BE(0) % this.lanes.length]!;
  }

  private async workOff(lane: Lane): Promise<void> {
    // Records that were added in the same turn go into one batch.
    await Promise.resolve();
    while (lane.waiting.length > 0)
      await this.options.process(lane.waiting.splice(0, this.options.batchSize));
    lane.work = undefined;
  }
}
