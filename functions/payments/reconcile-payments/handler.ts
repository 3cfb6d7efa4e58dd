import { type Check, reconcilePayments } from '#domain/payments/reconcile-payments';
import type { SettleDeps } from '#domain/payments/settle-payment';
import type { FollowDeps } from '#domain/refunds/follow-money-back';
import { reconcileRefunds } from '#domain/refunds/reconcile-refunds';
import { logger } from '#runtime/log';
import { notePayment } from '#runtime/payment-metrics';
import { scheduleFunction } from '#runtime/schedule';

/** Number that one run can do well within its time-out; the next run continues. */
const paymentsMax = 50;
const refundsMax = 20;

/** Every five minutes: asks about payments and refunds without news, and ends expired ones. */
export const createHandler = (deps: SettleDeps & FollowDeps) =>
  scheduleFunction(async ({ dueAt, requestId }) => {
    const checks = await reconcilePayments(deps, { dueAt, limit: paymentsMax, requestId });
    for (const check of checks) logCheck(check, requestId);
    const refunds = await reconcileRefunds(deps, { dueAt, limit: refundsMax, requestId });
    for (const { refundId, status, ...rest } of refunds)
      if ('error' in rest)
        logger.warn('refund not checked', { requestId, refundId, error: rest.error as Error });
      else logger.info('refund checked', { requestId, refundId, status });
  });

function logCheck(check: Check, requestId: string): void {
  const { paymentId, status } = check;
  if ('error' in check) {
    logger.warn('payment not checked', { requestId, paymentId, error: check.error as Error });
    return;
  }
  logger.info('payment checked', { requestId, paymentId, status });
  if ('moved' in check && check.moved) notePayment(check.moved, requestId);
}
