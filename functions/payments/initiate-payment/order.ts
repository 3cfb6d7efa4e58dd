import { type Caller, type KeyCaller, requireScope } from '#domain/access/caller';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  UnauthenticatedError,
} from '#domain/errors';
import { money } from '#domain/money';
import { initiatorFor } from '#domain/payments/initiator';
import type { PaymentOrder } from '#domain/payments/payment';
import { findPlan } from '#domain/plans/plan';
import { planOrder } from '#domain/subscriptions/plan-order';
import { invoiceOrderMaker } from './invoice-order.ts';
import type { OrderDeps, Payer, Request } from './order-request.ts';

/**
 * What the caller may have paid: a server key any amount, everybody else what is looked up. The
 * looking up is left for later, so that a repeated request is answered as the first one was.
 *
 * @throws DomainError that says what is missing or not theirs.
 */
export function orderMaker(
  deps: OrderDeps,
  payer: Payer,
  request: Request,
): () => Promise<PaymentOrder> {
  const { planId, invoiceId } = request;
  requireOneThing(request);
  if (invoiceId !== undefined) return invoiceOrderMaker(deps, payer, { ...request, invoiceId });
  const { caller } = payer;
  if (planId !== undefined) {
    if (!findPlan(deps.plans, planId)) throw new NotFoundError('plan');
    const planRequest = planRequestFrom({ ...request, planId }, caller);
    return () => planOrder(deps, planRequest);
  }
  const order = orderFrom(request, requireServerKey(caller, request));
  return async () => order;
}

function requireOneThing({ orderId, planId, invoiceId }: Request): void {
  const named = [orderId, planId, invoiceId].filter((id) => id !== undefined);
  if (named.length > 1)
    throw new InvalidRequestError('A payment pays one thing: planId, orderId or invoiceId.');
}

/** What a plan costs is looked up, and so is who it is for, but for the shop's own server. */
function planRequestFrom(
  {
    amount,
    lines,
    discounts,
    description,
    customer,
    invoiceId,
    ...request
  }: Request & { planId: string },
  caller: Caller,
) {
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

/** Whoever is not the shop's server pays something whose amount is looked up, never sent. */
function requireServerKey(caller: Caller, request: Request): KeyCaller {
  if (caller.kind === 'key') {
    requireScope(caller, 'payments:write');
    return caller;
  }
  if ((request.amount ?? request.lines ?? request.discounts) !== undefined)
    throw caller.kind === 'public'
      ? new UnauthenticatedError(
          'credentials_required',
          'An amount is set by a server’s API key only.',
        )
      : new ForbiddenError('An amount is set by a server’s API key only.');
  if (request.orderId !== undefined) throw new NotFoundError('order');
  throw new InvalidRequestError('Say what is paid: orderId, planId or invoiceId.');
}

function orderFrom(request: Request, key: KeyCaller): PaymentOrder {
  const { amount, currency, customer, planId, invoiceId, description = '', ...rest } = request;
  if (amount === undefined || currency === undefined)
    throw new InvalidRequestError('amount and currency are needed.', [
      ...(amount === undefined ? [{ path: 'amount', message: 'is missing' }] : []),
      ...(currency === undefined ? [{ path: 'currency', message: 'is missing' }] : []),
    ]);
  const buyer = { ...customer!, customerId: customer!.customerId ?? key.customerId };
  if (key.customerId !== undefined && buyer.customerId !== key.customerId)
    throw new ForbiddenError('This API key is bound to another customer.');
  return {
    ...rest,
    description,
    amount: money(amount, currency),
    buyer,
    initiator: { kind: 'server', isCustomer: buyer.customerId !== undefined },
    orderOwner: key.customerId,
  };
}
