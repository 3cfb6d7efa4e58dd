import { setTimeout as sleep } from 'node:timers/promises';
import { isThrottled } from '../functions/concurrency.ts';
import type { Invoked, Lambda } from '../functions/lambda.ts';
import { failedItems } from './batch-failures.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { createdAtMs, type LambdaStreamRecord, sequenceNumberOf } from './stream-record.ts';

/** Why records are given up. */
type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export type GivenUp = {
  records: LambdaStreamRecord[];
  condition: Condition;
  requestId: string;
  attempts: number;
};

export type StreamBatchOptions = {
  mapping: EventSourceMapping;
  lambda: Pick<Lambda, 'invoke'>;
  /** The longest wait before a retry. */
  retryDelayMsMax: number;
  giveUp: (records: GivenUp) => Promise<void>;
  signal: AbortSignal;
};

const retryDelayMs = 100;
const throttleDelayMs = 1_000;

/**
 * Processes a batch in order, with retries, until all records are done or the failing ones are
 * given up.
 *
 * A partial failure moves the start to the first failed record. Without progress, a bisecting
 * mapping halves the batch, which does not count as a retry; otherwise a retry is counted.
 */
export async function processBatch(
  records: LambdaStreamRecord[],
  options: StreamBatchOptions,
  attempts = 0,
): Promise<void> {
  let rest = records;
  let tries = attempts;
  let requestId = '';
  while (rest.length > 0 && !options.signal.aborted) {
    rest = await withoutExpired(rest, options, { requestId, attempts: tries });
    if (rest.length === 0) return;
    const invoked = await options.lambda.invoke(options.mapping.functionArn, { Records: rest });
    requestId = invoked.requestId;
    if (isThrottled(invoked.outcome)) {
      // The function never saw the batch: only the records' age ends these tries.
      const delay = Math.min(throttleDelayMs, options.retryDelayMsMax);
      await sleep(delay, undefined, { signal: options.signal }).catch(() => {});
      continue;
    }
    const done = doneCount(rest, invoked, options.mapping);
    if (done === rest.length) return;
    if (done > 0) {
      rest = rest.slice(done);
      tries = 0;
    } else if (options.mapping.bisects && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      await processBatch(rest.slice(0, middle), options, tries);
      rest = rest.slice(middle);
    } else if (tries >= options.mapping.retriesMax) {
      const condition = 'RetryAttemptsExhausted';
      return options.giveUp({ records: rest, condition, requestId, attempts: tries + 1 });
    } else {
      tries += 1;
      const delay = Math.min(retryDelayMs * 2 ** (tries - 1), options.retryDelayMsMax);
      await sleep(delay, undefined, { signal: options.signal }).catch(() => {});
    }
  }
}

/** Number of leading records that are done. */
function doneCount(
  records: LambdaStreamRecord[],
  { outcome }: Invoked,
  { reportsItemFailures }: EventSourceMapping,
): number {
  const ids = records.map(sequenceNumberOf);
  const failed = failedItems(outcome, ids, reportsItemFailures);
  return failed.length === 0 ? records.length : Math.min(...failed.map((id) => ids.indexOf(id)));
}

async function withoutExpired(
  records: LambdaStreamRecord[],
  { mapping, giveUp }: StreamBatchOptions,
  { requestId, attempts }: { requestId: string; attempts: number },
): Promise<LambdaStreamRecord[]> {
  const oldest = Date.now() - mapping.recordAgeSecondsMax * 1000;
  const isExpired = (record: LambdaStreamRecord) => createdAtMs(record) < oldest;
  const expired = records.filter(isExpired);
  if (expired.length === 0) return records;
  await giveUp({ records: expired, condition: 'RecordAgeExceeded', requestId, attempts });
  return records.filter((record) => !isExpired(record));
}
