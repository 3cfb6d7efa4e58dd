import type { GivenUp } from './stream-batch.ts';
import { createdAtMs, sequenceNumberOf } from './stream-record.ts';

/** What Lambda sends to the on-failure destination: where the records lie, not what they hold. */
export function failureDocument(
  { records, condition, requestId, attempts }: GivenUp,
  place: { functionArn: string; streamArn: string; shardId: string },
) {
  const first = records[0]!;
  const last = records.at(-1)!;
  return {
    requestContext: {
      requestId,
      functionArn: `${place.functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: attempts,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: place.shardId,
      startSequenceNumber: sequenceNumberOf(first),
      endSequenceNumber: sequenceNumberOf(last),
      approximateArrivalOfFirstRecord: new Date(createdAtMs(first)).toISOString(),
      approximateArrivalOfLastRecord: new Date(createdAtMs(last)).toISOString(),
      batchSize: records.length,
      streamArn: place.streamArn,
    },
  };
}
