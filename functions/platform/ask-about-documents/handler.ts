import { askAboutDocuments } from '#domain/platform/ask-about-documents';
import type { FollowDeps } from '#domain/platform/follow-document';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Every day: asks the platform about documents of which something is still expected. */
export const createHandler = (deps: FollowDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const { asked, heardOf, failures } = await askAboutDocuments(deps, { now: dueAt, requestId });
    logger.info('documents asked about', { requestId, asked, heardOf });
    for (const { id, error } of failures)
      logger.error('document not asked about', { requestId, id, error: error as Error });
    if (failures.length > 0)
      throw new Error(`${failures.length} documents could not be asked about`);
  });
