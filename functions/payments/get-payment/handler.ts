import { viewPayment } from '#contract/payment-view';
import { requireScope } from '#domain/access/caller';
import { UnauthenticatedError } from '#domain/errors';
import type { Addresses } from '#domain/payments/addresses';
import type { Payment } from '#domain/payments/payment';
import type { PaymentWithInvoice } from '#domain/payments/payment-store';
import { requireReach, sightOf } from '#domain/payments/read-payment';
import { refreshPayment } from '#domain/payments/refresh-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, clientTokenOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { noteSettled } from '#runtime/payment-metrics';

export type GetDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/** GET /v1/payments/{id}: the state, asked of the provider when its notification is late. */
export const createHandler = (deps: GetDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const clientToken = clientTokenOf(event);
    if (caller.kind === 'public' && clientToken === undefined)
      throw new UnauthenticatedError('credentials_required', 'Send the payment’s client token.');
    if (caller.kind === 'key' && clientToken === undefined) requireScope(caller, 'payments:read');
    const clientTokens = await deps.clientTokens();
    const found = await deps.payments.findWithInvoice(pathIdOf(event));
    const readAt = deps.now();
    const access = { caller, clientToken, scope: 'payments:read', readAt } as const;
    const stored = requireReach(found?.payment, access, clientTokens);
    const payment = await refresh(deps, stored, requestIdOf(event));
    const isShown =
      clientTokens.isValid(clientToken, payment.id) ||
      clientTokens.isResultToken(clientToken, payment.id, readAt);
    const invoiceView = viewLinked(deps, found?.invoice, isShown ? clientToken : undefined);
    const sight = sightOf(payment, access, clientTokens);
    return json(200, viewPayment(payment, invoiceView, sight));
  });

/** The link carries the token that the caller has shown, never one that they have not. */
const viewLinked = (
  { addresses }: GetDeps,
  invoice: PaymentWithInvoice['invoice'],
  shownToken: string | undefined,
) => (invoice ? { ...invoice, url: addresses.invoicePdf(invoice.id, shownToken) } : null);

/** A provider that is silent now does not keep a buyer from seeing what is known. */
async function refresh(deps: GetDeps, payment: Payment, requestId: string): Promise<Payment> {
  const refreshed = await refreshPayment(deps, payment, requestId);
  if (refreshed.kind === 'silent') {
    const { id: paymentId, provider } = payment;
    logger.warn('provider silent', { requestId, paymentId, provider });
  }
  if (refreshed.kind !== 'asked') return payment;
  noteSettled(refreshed.settled, requestId);
  return refreshed.settled.payment;
}
