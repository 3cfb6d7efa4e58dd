import {
  type WriteAccountingExportDeps,
  writeAccountingExport,
} from '#domain/accounting/write-accounting-export';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On export.requested: reads the books on, and writes a file for the accountant. */
export const createHandler = (deps: WriteAccountingExportDeps) =>
  jobFunction<Fact<'export.requested'>>(async ({ requestId, data }) => {
    const outcome = await writeAccountingExport(deps, data, requestId);
    const { exportId, step } = data;
    logger.info('accounting export', { requestId, exportId, step, outcome });
  });
