import type { SQSRecordAttributes } from 'aws-lambda';
import type { ReceivedNotification } from '#domain/inbox/received-notification';
import { type TakeDeps, takeNotification } from '#domain/inbox/take-notification';
import type { NoteTrouble } from '#domain/monitoring/trouble';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { noteDecline, notePayment } from '#runtime/payment-metrics';
import { queueFunction } from '#runtime/queue';
import { stripeFraudWarning } from '#vocabulary/stripe-events';

/** Interprets a notification and applies it. */
export const createHandler = (deps: TakeDeps & { noteTrouble: NoteTrouble }) =>
  queueFunction<ReceivedNotification>(async (received, { attributes }) => {
    const { requestId } = received;
    const attempt = Number(attributes.ApproximateReceiveCount);
    const taken = await takeNotification(deps, withWait(received, attributes), attempt);
    const { eventType, verdict, paymentId: example, moved, declined } = taken;
    logger.info('notification kept', { requestId, eventType, verdict });
    if (moved) notePayment(moved, requestId);
    if (declined) noteDecline(declined, requestId);
    if (eventType === stripeFraudWarning && example)
      await deps.noteTrouble({
        kind: 'early_fraud_warning',
        dimension: received.provider,
        example,
      });
    if (verdict === 'wrong_mode') metrics.addMetric('ToLookAt', MetricUnit.Count, 1);
  });

/** Its sender was answered as soon as the queue had it; an admin's replay has no sender. */
function withWait(
  received: ReceivedNotification,
  { SentTimestamp }: SQSRecordAttributes,
): ReceivedNotification {
  const { arrivedAt, isReplay } = received;
  if (arrivedAt === undefined || isReplay) return received;
  const acknowledgedInMs = Math.max(0, Number(SentTimestamp) - Date.parse(arrivedAt));
  return { ...received, acknowledgedInMs };
}
