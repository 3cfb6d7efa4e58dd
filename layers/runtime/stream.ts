import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from './log.ts';
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

/** Handles one record of the table's stream; throws when it must be delivered again. */
export type RecordHandler = (record: DynamoDBRecord) => Promise<void>;

/** The pipeline of a stream function that handles its records in order, one by one. */
export const streamFunction = (handler: RecordHandler) =>
  streamBatchFunction(async (records) => {
    for (const record of records)
      try {
        await handler(record);
      } catch (error) {
        logger.error('record failed', {
          sequence: record.dynamodb?.SequenceNumber,
          error: error as Error,
        });
        return record;
      }
    return undefined;
  });
