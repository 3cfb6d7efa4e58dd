import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { type Change, type CountChangesDeps, countChanges } from '#domain/monitoring/count-changes';
import { logger } from '#runtime/log';
import { streamBatchFunction } from '#runtime/stream';

export type CountFactsDeps = CountChangesDeps & {
  /** Undefined for a row that tells nothing to count. */
  read: (image: Record<string, AttributeValue>) => Change | undefined;
};

/** Counts what changed rows tell; those before one that cannot be read are counted. */
export const createHandler = (deps: CountFactsDeps) =>
  streamBatchFunction(async (records) => {
    const changes: Change[] = [];
    let unreadable: DynamoDBRecord | undefined;
    for (const record of records)
      try {
        const change = deps.read(record.dynamodb?.NewImage ?? {});
        if (change) changes.push(change);
      } catch (error) {
        logger.error('record failed', {
          sequence: record.dynamodb?.SequenceNumber,
          error: error as Error,
        });
        unreadable = record;
        break;
      }
    await countChanges(deps, changes);
    return unreadable;
  });
