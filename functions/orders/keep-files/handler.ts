import { type KeepFilesDeps, keepFiles } from '#domain/files/keep-files';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

/** On order.paid, of orders with files: each is kept, or told of. */
export const createHandler = (deps: KeepFilesDeps) =>
  jobFunction<Fact<'order.paid'>>(async ({ requestId, type, data }) => {
    const { orderId, paymentId } = data;
    const files = await keepFiles(deps, { orderId, paymentId, requestId });
    const verdicts = files.map(({ id, status, reason }) => ({ id, status, reason }));
    logger.info('files judged', { requestId, event: type, orderId, files: verdicts });
  });
