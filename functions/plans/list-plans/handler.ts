import { viewPlan } from '#contract/plan-views';
import type { Plans } from '#domain/plans/plan';
import { httpFunction, json } from '#runtime/http';

/** GET /v1/plans */
export const createHandler = ({ plans }: { plans: Plans }) =>
  httpFunction(async () => json(200, { data: plans.map(viewPlan) }));
