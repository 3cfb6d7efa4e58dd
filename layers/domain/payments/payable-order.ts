import { requireAllowedFields } from '../access/bounds.ts';
import { type Caller, type KeyCaller, requireScope } from '../access/caller.ts';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  UnauthenticatedError,
} from '../errors.ts';
import { money } from '../money.ts';
import { isOwnOrderId } from '../orders/own-order-id.ts';
import { payableInvoice } from './payable-invoice.ts';
import { payableOwnOrder } from './payable-own-order.ts';
import { payablePlan } from './payable-plan.ts';
import type { PaymentOrder } from './payment.ts';
import type { LookUp, Payer, PaymentRequest } from './payment-request.ts';
import { useDeposits } from './use-deposits.ts';

/**
 * Returns what the caller may pay. A server key sets the amount; for everyone else it is looked up,
 * after the idempotency check, so that a repeated request gets the first answer.
 *
 * @throws DomainError that says what is missing or not theirs.
 */
export function payableOrder(
  deps: LookUp,
  payer: Payer,
  request: PaymentRequest,
): () => Promise<PaymentOrder> {
  requireOneThing(request);
  const lookUp = orderOf(deps, payer, request);
  return async () => {
    const order = await lookUp();
    requireAllowedFields(order.initiator.kind, request);
    return order;
  };
}

function orderOf(deps: LookUp, payer: Payer, request: PaymentRequest): () => Promise<PaymentOrder> {
  const { planId, invoiceId, orderId } = request;
  if (invoiceId !== undefined) return payableInvoice(deps, payer, { ...request, invoiceId });
  if (planId !== undefined) return payablePlan(deps, payer, { ...request, planId });
  if (isOwnOrderId(orderId)) return payableOwnOrder(deps, payer, { ...request, orderId });
  const order = freeOrder(request, requireServerKey(payer.caller, request));
  const { deposits } = request;
  if (deposits === undefined) return async () => order;
  const of = { buyer: order.buyer, currency: order.amount.currency };
  return async () => ({ ...order, deposits: await useDeposits(deps, deposits, of) });
}

function requireOneThing({ orderId, planId, invoiceId, kind, deposits }: PaymentRequest): void {
  const named = [orderId, planId, invoiceId].filter((id) => id !== undefined);
  if (named.length > 1)
    throw new InvalidRequestError('A payment pays one thing: planId, orderId or invoiceId.');
  const isLookedUp = planId !== undefined || invoiceId !== undefined || isOwnOrderId(orderId);
  if (isLookedUp && (kind ?? deposits) !== undefined)
    throw new InvalidRequestError('kind and deposits belong to a payment with an amount.');
  if (kind === 'deposit' && deposits !== undefined)
    throw new InvalidRequestError('A deposit subtracts no deposits: leave deposits out.');
}

/** Callers other than the shop's server pay a looked-up amount, never one that they send. */
function requireServerKey(caller: Caller, request: PaymentRequest): KeyCaller {
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

function freeOrder(request: PaymentRequest, key: KeyCaller): PaymentOrder {
  const {
    amount,
    currency,
    customer,
    planId,
    invoiceId,
    deposits,
    description = '',
    ...rest
  } = request;
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
