import { type WriteExportDeps, writeExport } from '#domain/exports/export';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On customer.export_requested: writes everything that is stored of a customer into one file. */
export const createHandler = (deps: WriteExportDeps) =>
  jobFunction<Fact<'customer.export_requested'>>(async ({ requestId, data: { customerId } }) => {
    const outcome = await writeExport(deps, customerId);
    logger.info('export written', { requestId, customerId, outcome });
  });
