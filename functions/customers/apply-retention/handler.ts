import { applyRetention, type RetentionDeps } from '#domain/retention/apply-retention';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/** Four times a day: forgets whose period is over, and takes up what has stopped. */
export const createHandler = (deps: RetentionDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const report = await applyRetention(deps, { now: dueAt, requestId });
    const { did, yearsOfDocumentsDue, failures } = report;
    const counts = Object.fromEntries(Object.entries(did).map(([what, ids]) => [what, ids.length]));
    logger.info('retention applied', { requestId, counts, ids: did, yearsOfDocumentsDue });
    for (const { part, error } of failures)
      logger.error('retention not applied', { requestId, part, error: error as Error });
    if (failures.length > 0) throw new Error(`${failures.length} parts of the retention failed`);
  });
