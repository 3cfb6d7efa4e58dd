import type { ClientTokens } from '#domain/access/client-token';
import { Allowance, Allowances } from '#domain/allowance';
import { NotFoundError, ProviderUnreachableError } from '#domain/errors';
import { type Addresses, withPayment } from '#domain/payments/addresses';
import { isOpen, type Payment } from '#domain/payments/payment';
import { type SettleDeps, settlePayment } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, redirect, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { noteDecline, notePayment } from '#runtime/payment-metrics';

/** A browser that is sent here over and over makes us ask the provider no more often than this. */
const asksMax = 10;
const asksPeriodMs = 60_000;

export type CallbackDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/**
 * GET and POST /callback/{provider}: the buyer's browser is back.
 *
 * Nothing in the query is believed but the payment's own key; the provider is asked. What else it
 * says only chooses the way on while the payment is open.
 */
export const createHandler = (deps: CallbackDeps) => {
  const asks = new Allowances(() => new Allowance(asksMax, asksPeriodMs));
  return httpFunction(async (event) => {
    const { p = '', k, c } = event.queryStringParameters ?? {};
    const paymentId = `pay_${p}`;
    const clientTokens = await deps.clientTokens();
    if (!clientTokens.isReturnKey(k, paymentId)) throw new NotFoundError('payment');
    const payment = asks.take(paymentId, deps.now())
      ? await settled(deps, paymentId, requestIdOf(event))
      : await stored(deps, paymentId);
    if (!event.rawPath.endsWith(`/${payment.provider}`)) throw new NotFoundError('payment');
    return redirect(303, wayOn(deps.addresses, payment, c !== undefined, clientTokens));
  });
};

/** A silent provider does not strand the buyer: the page they land on goes on asking. */
async function settled(deps: CallbackDeps, paymentId: string, requestId: string): Promise<Payment> {
  try {
    const { payment, moved, declined } = await settlePayment(deps, { paymentId, requestId });
    if (moved) notePayment(payment, requestId);
    if (declined) noteDecline(payment, requestId);
    return payment;
  } catch (error) {
    if (!(error instanceof ProviderUnreachableError)) throw error;
    logger.warn('provider silent', { requestId, paymentId });
    return stored(deps, paymentId);
  }
}

async function stored({ payments }: CallbackDeps, paymentId: string): Promise<Payment> {
  const payment = await payments.find(paymentId);
  if (!payment) throw new NotFoundError('payment');
  return payment;
}

/** How long after the time to pay a returning browser may read how the payment ended. */
const readableMs = 60 * 60 * 1000;

function wayOn(
  addresses: Addresses,
  payment: Payment,
  hasGivenUp: boolean,
  clientTokens: ClientTokens,
): string {
  const { id, locale, invoiceId, returnUrl, cancelUrl, initiator } = payment;
  const isUnpaid = hasGivenUp && isOpen(payment);
  const url = isUnpaid ? (cancelUrl ?? returnUrl) : returnUrl;
  if (url !== undefined) return withPayment(url, id);
  // That page keeps its token in the browser: what a query says is worth no invoice.
  if (isUnpaid && invoiceId !== undefined && initiator.kind === 'link')
    return addresses.payInvoice({ id: invoiceId, locale });
  const until = new Date(Date.parse(payment.expiresAt) + readableMs);
  return addresses.result(payment, clientTokens.issueResultToken(id, until));
}
