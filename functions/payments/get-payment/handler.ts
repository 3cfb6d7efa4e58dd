import { viewPayment } from '#contract/payment-view';
import { requireScope } from '#domain/access/caller';
import { ProviderUnreachableError, UnauthenticatedError } from '#domain/errors';
import type { Addresses } from '#domain/payments/addresses';
import { isOpen } from '#domain/payments/payment';
import type { PaymentWithInvoice } from '#domain/payments/payment-store';
import { requireReach, sightOf } from '#domain/payments/read-payment';
import { type SettleDeps, settlePayment } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, clientTokenOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { noteDecline, notePayment } from '#runtime/payment-metrics';

export type GetDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/** However often a page polls, the provider is asked this often only. */
const askIntervalMs = 5_000;

/** A fresh payment's notification is on its way: asking before is asking for nothing. */
const patienceMs = 15_000;

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
    const payment = requireReach(found?.payment, access, clientTokens);
    const { invoice } = found!;
    const current = await refresh(deps, { payment, invoice }, requestIdOf(event));
    const isShown =
      clientTokens.isValid(clientToken, payment.id) ||
      clientTokens.isResultToken(clientToken, payment.id, readAt);
    const invoiceView = viewLinked(deps, current.invoice, isShown ? clientToken : undefined);
    const sight = sightOf(current.payment, access, clientTokens);
    return json(200, viewPayment(current.payment, invoiceView, sight));
  });

/** The link carries the token that the caller has shown, never one that they have not. */
const viewLinked = (
  { addresses }: GetDeps,
  invoice: PaymentWithInvoice['invoice'],
  shownToken: string | undefined,
) => (invoice ? { ...invoice, url: addresses.invoicePdf(invoice.id, shownToken) } : null);

/** A provider that is silent now does not keep a buyer from seeing what is known. */
async function refresh(
  deps: GetDeps,
  found: PaymentWithInvoice,
  requestId: string,
): Promise<PaymentWithInvoice> {
  const { payment } = found;
  const now = deps.now();
  const isLate = isOpen(payment) && now.getTime() - Date.parse(payment.createdAt) > patienceMs;
  if (!isLate || !payment.providerReference) return found;
  if (!(await deps.payments.takeTurnToAsk(payment.id, now, askIntervalMs))) return found;
  try {
    const settled = await settlePayment(deps, { paymentId: payment.id, requestId });
    if (settled.moved) notePayment(settled.payment, requestId);
    if (settled.declined) noteDecline(settled.payment, requestId);
    return { ...found, payment: settled.payment };
  } catch (error) {
    if (!(error instanceof ProviderUnreachableError)) throw error;
    logger.warn('provider silent', {
      requestId,
      paymentId: payment.id,
      provider: payment.provider,
    });
    return found;
  }
}
