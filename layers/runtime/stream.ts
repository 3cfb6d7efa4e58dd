import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { backgroundFunction } from './pipeline.ts';

/**
 * Handles the records of a batch together.
 *
 * @returns the first record to deliver again; undefined when all are done.
 */
export type StreamHandler = (
  records: readonly DynamoDBRecord[],
  invocation: { requestId: string },
) => Promise<DynamoDBRecord | undefined>;

/** The pipeline of a function that reads a table's stream in batches. */
export const streamBatchFunction = (handler: StreamHandler) =>
  backgroundFunction<DynamoDBStreamEvent, DynamoDBBatchResponse>(
    () => ({}),
    async ({ Records }, { awsRequestId: requestId }) => {
      const failed = await handler(Records, { requestId });
      if (!failed) return { batchItemFailures: [] };
      return { batchItemFailures: [{ itemIdentifier: failed.dynamodb!.SequenceNumber! }] };
    },
  );
