import { type Addresses, readReturn } from '#contract/addresses';
import { NotFoundError } from '#domain/errors';
import { asksOfReturning, paymentOnReturn } from '#domain/payments/returning-browser';
import type { SettleDeps } from '#domain/payments/settle-payment';
import { wayOn } from '#domain/payments/way-on';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, redirect, requestIdOf } from '#runtime/http';
import { noteRefreshed } from '#runtime/payment-metrics';
import { callbackPath } from '#vocabulary/paths';

export type CallbackDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/**
 * GET and POST /callback/{provider}: the buyer's browser returns.
 *
 * Trusts only the payment's key in the query, and asks the provider. The rest of the query only
 * chooses where to continue while the payment is open.
 */
export const createHandler = (deps: CallbackDeps) => {
  const asks = asksOfReturning();
  return httpFunction(async (event) => {
    const { paymentId, returnKey, hasGivenUp } = readReturn(event.queryStringParameters);
    const clientTokens = await deps.clientTokens();
    if (!clientTokens.isReturnKey(returnKey, paymentId)) throw new NotFoundError('payment');
    const requestId = requestIdOf(event);
    const { payment, refreshed } = await paymentOnReturn(deps, asks, { paymentId, requestId });
    noteRefreshed(payment, refreshed, requestId);
    if (!event.rawPath.endsWith(callbackPath(payment.provider))) throw new NotFoundError('payment');
    const way = wayOn(payment, hasGivenUp);
    const issueToken = (until: Date) => clientTokens.issueResultToken(payment.id, until);
    return redirect(303, deps.addresses.wayOn(payment, way, issueToken));
  });
};
