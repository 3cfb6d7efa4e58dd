import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { type TakeDeps, takeNotification } from '#domain/inbox/take-notification';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { noteDecline, notePayment } from '#runtime/payment-metrics';
import { queueFunction } from '#runtime/queue';

/** Interprets a notification and applies it. */
export const createHandler = (deps: TakeDeps) =>
  queueFunction<ReceivedNotification>(async (received, { attributes }) => {
    const { requestId } = received;
    const attempt = Number(attributes.ApproximateReceiveCount);
    const { eventType, verdict, moved, declined } = await takeNotification(deps, received, attempt);
    logger.info('notification kept', { requestId, eventType, verdict });
    if (moved) notePayment(moved, requestId);
    if (declined) noteDecline(declined, requestId);
    if (verdict === 'wrong_mode') metrics.addMetric('ToLookAt', MetricUnit.Count, 1);
  });
