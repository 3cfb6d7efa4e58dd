import type { ClientTokens } from '#domain/access/client-token';
import { Allowance, Allowances } from '#domain/allowance';
import { NotFoundError } from '#domain/errors';
import { type Addresses, withPayment } from '#domain/payments/addresses';
import type { Payment } from '#domain/payments/payment';
import { settleIfAnswered } from '#domain/payments/refresh-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import { type WayOn, wayOn } from '#domain/payments/way-on';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, redirect, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { noteSettled } from '#runtime/payment-metrics';

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
    const way = wayOn(payment, c !== undefined);
    return redirect(303, addressOf(deps.addresses, payment, way, clientTokens));
  });
};

/** A silent provider does not strand the buyer: the page they land on goes on asking. */
async function settled(deps: CallbackDeps, paymentId: string, requestId: string): Promise<Payment> {
  const answer = await settleIfAnswered(deps, { paymentId, requestId });
  if (answer.kind === 'silent') {
    logger.warn('provider silent', { requestId, paymentId });
    return stored(deps, paymentId);
  }
  noteSettled(answer.settled, requestId);
  return answer.settled.payment;
}

async function stored({ payments }: CallbackDeps, paymentId: string): Promise<Payment> {
  const payment = await payments.find(paymentId);
  if (!payment) throw new NotFoundError('payment');
  return payment;
}

function addressOf(
  addresses: Addresses,
  { id, locale }: Payment,
  way: WayOn,
  clientTokens: ClientTokens,
): string {
  switch (way.to) {
    case 'shop':
      return withPayment(way.url, id);
    case 'invoice':
      return addresses.payInvoice({ id: way.invoiceId, locale });
    case 'result':
      return addresses.result({ id, locale }, clientTokens.issueResultToken(id, way.readableUntil));
  }
}
