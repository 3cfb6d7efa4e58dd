import { type CollectDeps, collectStorage } from '#domain/storage-collection/collect-storage';
import { type IngestDeps, ingestEvents } from '#domain/usage/ingest-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

export type CollectFunctionDeps = Omit<CollectDeps, 'ingest'> & {
  ingestion: Omit<IngestDeps, 'enqueue'>;
  enqueue: (events: readonly RawEvent[], requestId: string) => Promise<void>;
};

/** Daily: reports what every active project stores. */
export const createHandler = ({ ingestion, enqueue, ...deps }: CollectFunctionDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const ingestDeps = {
      ...ingestion,
      enqueue: (events: readonly RawEvent[]) => enqueue(events, requestId),
    };
    const { events, uncollected } = await collectStorage(
      { ...deps, ingest: (reported) => ingestEvents(ingestDeps, { reported }) },
      dueAt,
    );
    logger.info('storage collected', { requestId, events, uncollected: uncollected.length });
    for (const { error, ...project } of uncollected)
      logger.error('storage not collected', { requestId, ...project, error: error as Error });
  });
