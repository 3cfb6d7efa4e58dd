import type { ClientTokens } from '#domain/access/client-token';
import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import { type Addresses, withPayment } from '#domain/payments/addresses';
import { isOpen, type Payment } from '#domain/payments/payment';
import { type SettleDeps, settlePayment } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { clientTokenOf, httpFunction, redirect, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { notePayment } from '#runtime/payment-metrics';

export type CallbackDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/**
 * GET and POST /callback/{provider}: the buyer's browser is back.
 *
 * Nothing in the query is believed but the payment's own token; the provider is asked. The outcome
 * in the query only chooses the way on while the payment is open.
 */
export const createHandler = (deps: CallbackDeps) =>
  httpFunction(async (event) => {
    const query = event.queryStringParameters ?? {};
    const paymentId = query.payment ?? '';
    const clientTokens = await deps.clientTokens();
    if (!clientTokens.isValid(clientTokenOf(event), paymentId)) throw new NotFoundError('payment');
    const payment = await settled(deps, paymentId, requestIdOf(event));
    return redirect(303, wayOn(deps.addresses, payment, query.outcome, clientTokens));
  });

/** A silent provider does not strand the buyer: the page they land on goes on asking. */
async function settled(deps: CallbackDeps, paymentId: string, requestId: string): Promise<Payment> {
  try {
    const { payment, moved } = await settlePayment(deps, { paymentId, requestId });
    if (moved) notePayment(payment, requestId);
    return payment;
  } catch (error) {
    if (!(error instanceof ProviderUnreachableError)) throw error;
    logger.warn('provider silent', { requestId, paymentId });
    const payment = await deps.payments.find(paymentId);
    if (!payment) throw new NotFoundError('payment');
    return payment;
  }
}

function wayOn(
  addresses: Addresses,
  payment: Payment,
  outcome: string | undefined,
  clientTokens: ClientTokens,
): string {
  const gaveUp = outcome === 'cancel' && isOpen(payment);
  const url = gaveUp ? (payment.cancelUrl ?? payment.returnUrl) : payment.returnUrl;
  return url === undefined
    ? addresses.result(payment, clientTokens.issue(payment.id))
    : withPayment(url, payment.id);
}
