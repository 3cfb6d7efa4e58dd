import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from './log.ts';

/** Handles one record of the table's stream; throws when it shall come again. */
export type RecordHandler = (record: DynamoDBRecord) => Promise<void>;

/**
 * The pipeline of a stream function: records in order; the first that fails is where the shard
 * starts again.
 */
export const streamFunction =
  (handler: RecordHandler) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of Records)
      try {
        await handler(record);
      } catch (error) {
        logger.error('record failed', {
          sequence: record.dynamodb?.SequenceNumber,
          error: error as Error,
        });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb!.SequenceNumber! }] };
      }
    return { batchItemFailures: [] };
  };
