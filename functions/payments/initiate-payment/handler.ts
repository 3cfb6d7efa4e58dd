import type * as z from 'zod/mini';
import { viewInitiated } from '#contract/payment-view';
import { initiatePaymentRequest } from '#contract/payments';
import { type Caller, type KeyCaller, requireScope } from '#domain/access/caller';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  UnauthenticatedError,
} from '#domain/errors';
import { type IdempotencyStore, once } from '#domain/idempotency';
import { money } from '#domain/money';
import type { Addresses } from '#domain/payments/addresses';
import { type InitiateDeps, initiatePayment } from '#domain/payments/initiate-payment';
import type { Payment, PaymentOrder } from '#domain/payments/payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import {
  callerOf,
  claimOf,
  httpFunction,
  jsonText,
  parseBody,
  requestIdOf,
  twinPatience,
} from '#runtime/http';
import { notePayment } from '#runtime/payment-metrics';

export type InitiateFunctionDeps = Omit<InitiateDeps, 'comeBack'> & {
  idempotency: IdempotencyStore;
  addresses: Addresses;
  clientTokens: ReadClientTokens;
};

type Request = z.infer<typeof initiatePaymentRequest>;

/** POST /v1/payments */
export const createHandler = (deps: InitiateFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const request = parseBody(initiatePaymentRequest, event);
    const key = requireServerKey(caller, request);
    const order = orderFrom(request, key);
    const requestId = requestIdOf(event);
    const clientTokens = await deps.clientTokens();
    const comeBack = (payment: Payment) => {
      const returnKey = clientTokens.issueReturnKey(payment.id);
      return {
        success: deps.addresses.callback(payment, returnKey, 'success'),
        cancel: deps.addresses.callback(payment, returnKey, 'cancel'),
        notify: deps.addresses.webhook(payment.provider),
      };
    };
    const answer = await once(
      deps.idempotency,
      claimOf(event, caller, deps.now()),
      async (claim) => {
        const payment = await initiatePayment(
          { ...deps, comeBack },
          { order, claim, requestId, ownerId: key.keyId },
        );
        notePayment(payment, requestId);
        const body = viewInitiated(payment, clientTokens.issue(payment.id));
        return { statusCode: 201, body: JSON.stringify(body) };
      },
      twinPatience,
    );
    return jsonText(answer);
  });

/** Whoever is not the shop's server pays something whose amount is looked up, never sent. */
function requireServerKey(caller: Caller, request: Request): KeyCaller {
  if (caller.kind === 'key') requireScope(caller, 'payments:write');
  if (request.planId !== undefined) throw new NotFoundError('plan');
  if (request.invoiceId !== undefined) throw new NotFoundError('invoice');
  if (caller.kind === 'key') return caller;
  if (request.amount !== undefined || request.lines !== undefined)
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
  const { amount, currency, customer, planId, invoiceId, ...rest } = request;
  if (amount === undefined || currency === undefined)
    throw new InvalidRequestError('amount and currency are needed.', [
      ...(amount === undefined ? [{ path: 'amount', message: 'is missing' }] : []),
      ...(currency === undefined ? [{ path: 'currency', message: 'is missing' }] : []),
    ]);
  if (key.customerId !== undefined && (customer.customerId ?? key.customerId) !== key.customerId)
    throw new ForbiddenError('This API key is bound to another customer.');
  return {
    ...rest,
    amount: money(amount, currency),
    buyer: { ...customer, customerId: customer.customerId ?? key.customerId },
    orderOwner: key.customerId,
  };
}
