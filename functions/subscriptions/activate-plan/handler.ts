import {
  activatePlan,
  endRefundedPlan,
  type NoteDeps,
  type Noted,
} from '#domain/subscriptions/note-plan-payment';
import { logger } from '#runtime/log';
import { jobFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

type PlanFact = Fact<'payment.completed' | 'payment.refunded'>;

/** On payment.completed: gives the paid plan. On payment.refunded: takes the month back. */
export const createHandler = (deps: NoteDeps) =>
  jobFunction<PlanFact>(async (event) => {
    const outcome = await applyFact(deps, event);
    const { requestId, data } = event;
    if (outcome !== 'ignored')
      logger.info('plan payment noted', { requestId, paymentId: data.paymentId, outcome });
  });

async function applyFact(deps: NoteDeps, { type, data, requestId }: PlanFact): Promise<Noted> {
  const request = { paymentId: data.paymentId, requestId };
  if (type === 'payment.refunded') return endRefundedPlan(deps, request);
  // Most payments are not for a plan; they need no read.
  return data.planId === undefined ? 'ignored' : activatePlan(deps, request);
}
