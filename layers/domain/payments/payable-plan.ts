import { type Caller, requireScope } from '../access/caller.ts';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  UnauthenticatedError,
} from '../errors.ts';
import { findPlan } from '../plans/plan.ts';
import { type PlanOrderRequest, planOrder } from '../subscriptions/plan-order.ts';
import { initiatorFor } from './initiator.ts';
import type { PaymentOrder } from './payment.ts';
import type { LookUp, Payer, PaymentRequest } from './payment-request.ts';

/** A plan's price is looked up; so is its customer, except for the shop's own server. */
export function payablePlan(
  deps: Pick<LookUp, 'customers' | 'plans'>,
  { caller }: Pick<Payer, 'caller'>,
  request: PaymentRequest & { planId: string },
): () => Promise<PaymentOrder> {
  if (!findPlan(deps.plans, request.planId)) throw new NotFoundError('plan');
  const planRequest = planRequestFrom(request, caller);
  return () => planOrder(deps, planRequest);
}

function planRequestFrom(
  {
    amount,
    lines,
    discounts,
    description,
    customer,
    invoiceId,
    deposits,
    ...request
  }: PaymentRequest & { planId: string },
  caller: Caller,
): PlanOrderRequest {
  const customerId = planPayer(caller, customer?.customerId);
  if ((amount ?? lines ?? discounts) !== undefined)
    throw caller.kind === 'key'
      ? new InvalidRequestError(
          'The amount of a plan is looked up: leave amount, lines and discounts out.',
        )
      : new ForbiddenError('An amount is set by a server’s API key only.');
  const { email, phone } = customer!;
  const named = customer?.customerId;
  const initiator = initiatorFor(caller, { customerId, holdsLink: false, named })!;
  return { ...request, customerId, initiator, payer: { email, phone } };
}

function planPayer(caller: Caller, wanted: string | undefined): string {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Sign in to pay for a plan.');
  if (caller.kind === 'key') requireScope(caller, 'payments:write');
  const customerId = caller.customerId ?? (caller.kind === 'key' ? wanted : undefined);
  if (customerId === undefined && caller.kind === 'key')
    throw new InvalidRequestError('Say whose plan it is.', [
      { path: 'customer.customerId', message: 'is missing' },
    ]);
  if (customerId === undefined) throw new ForbiddenError('You are not a member of any customer.');
  if (wanted !== undefined && wanted !== customerId)
    throw new ForbiddenError('You may pay for your own customer’s plan only.');
  return customerId;
}
