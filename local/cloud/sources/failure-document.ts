import { randomUUID } from 'node:crypto';
import type { Parcel } from './destinations.ts';
import type { GivenUp } from './stream-batch.ts';
import { createdAtMs, sequenceNumberOf } from './stream-record.ts';

/** Where the records come from: mapping, function and shard. */
export type Place = { id: string; functionArn: string; streamArn: string; shardId: string };

/**
 * What Lambda sends to a mapping's on-failure destination. A queue only gets the position of the
 * records, which the stream keeps for a day; a bucket also gets the records.
 */
export function failureParcel(givenUp: GivenUp, place: Place, at: Date): Parcel {
  const document = failureDocument(givenUp, place, at);
  const payload = JSON.stringify({ Records: givenUp.records });
  return {
    body: JSON.stringify(document),
    object: { key: keyOf(place, at), body: JSON.stringify({ ...document, payload }) },
  };
}

/** `aws/lambda/<mapping>/<shard>/2026/11/26/2026-11-26T22.30.00-<uuid>`. */
function keyOf({ id, shardId }: Place, at: Date): string {
  const [day, time] = at.toISOString().slice(0, 19).split('T') as [string, string];
  const name = `${day}T${time.replaceAll(':', '.')}-${randomUUID()}`;
  return `aws/lambda/${id}/${shardId}/${day.replaceAll('-', '/')}/${name}`;
}

function failureDocument(
  { records, condition, requestId, attempts }: GivenUp,
  place: Place,
  at: Date,
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
    timestamp: at.toISOString(),
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
