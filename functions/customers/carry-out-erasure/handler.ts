import { type CarryOutDeps, carryOutErasure } from '#domain/erasure/carry-out-erasure';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On customer.erasure_requested: removes the person from everything, step by step. */
export const createHandler = (depsOfRun: () => CarryOutDeps) =>
  jobFunction<Fact<'customer.erasure_requested'>>(async ({ requestId, data: { customerId } }) => {
    const outcome = await carryOutErasure(depsOfRun(), { customerId, requestId });
    logger.info('erasure carried out', { requestId, customerId, outcome });
  });
