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

/** On payment.completed: the plan that was paid for. On payment.refunded: what is left of it. */
export const createHandler = (deps: NoteDeps) =>
  jobFunction<PlanFact>(async (event) => {
    const outcome = await note(deps, event);
    const { requestId, data } = event;
    if (outcome !== 'ignored')
      logger.info('plan payment noted', { requestId, paymentId: data.paymentId, outcome });
  });

async function note(deps: NoteDeps, { type, data, requestId }: PlanFact): Promise<Noted> {
  const request = { paymentId: data.paymentId, requestId };
  if (type === 'payment.refunded') return endRefundedPlan(deps, request);
  // Most payments are for no plan, and cost no reading.
  return data.planId === undefined ? 'ignored' : activatePlan(deps, request);
}
