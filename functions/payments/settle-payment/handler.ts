import type { Notification, ParsedNotification } from '#domain/payments/notification';
import type { ReceivedNotification } from '#domain/payments/received-notification';
import { type SettleDeps, settlePayment } from '#domain/payments/settle-payment';
import { logger } from '#runtime/log';
import { notePayment } from '#runtime/payment-metrics';
import { queueFunction } from '#runtime/queue';

export type SettleFunctionDeps = SettleDeps & {
  parse: (rawBody: string) => ParsedNotification;
  /** Which side of the provider this deployment belongs to. */
  mode: () => Promise<'test' | 'live'>;
};

/** Finds out what a notification means, and settles its payment. */
export const createHandler = (deps: SettleFunctionDeps) =>
  queueFunction<ReceivedNotification>(async (received) => {
    const parsed = deps.parse(received.rawBody);
    const verdict = await judge(deps, parsed);
    const { eventId, eventType, paymentId } = parsed;
    const notification: Notification = { ...received, eventId, eventType, paymentId, verdict };
    const { requestId } = received;
    if (verdict !== 'applied' || paymentId === undefined) {
      await deps.payments.keep(notification);
      logger.info('notification kept', { requestId, eventType, verdict });
      return;
    }
    const { reference } = parsed;
    const settled = await settlePayment(deps, { paymentId, requestId, reference, notification });
    if (settled.moved) notePayment(settled.payment, requestId);
  });

async function judge(deps: SettleFunctionDeps, parsed: ParsedNotification) {
  if (parsed.mode !== (await deps.mode())) return 'wrong_mode';
  if (!parsed.isRelevant) return 'ignored';
  return parsed.paymentId === undefined ? 'foreign' : 'applied';
}
