import type { Addresses } from '#contract/addresses';
import { viewInvoiceOf, viewPayment } from '#contract/payment-view';
import {
  requirePaymentReader,
  requireReach,
  showsTokenOf,
  sightOf,
} from '#domain/payments/read-payment';
import { refreshPayment } from '#domain/payments/refresh-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, json, pathIdOf, requestIdOf, shownBy } from '#runtime/http';
import { noteRefreshed } from '#runtime/payment-metrics';

export type GetDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/** GET /v1/payments/{id}: the state; asks the provider when its notification is late. */
export const createHandler = (deps: GetDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requirePaymentReader(shown);
    const clientTokens = await deps.clientTokens();
    const { payment: found, invoice } =
      (await deps.payments.findWithInvoice(pathIdOf(event))) ?? {};
    const access = { ...shown, scope: 'payments:read', readAt: deps.now() } as const;
    const stored = requireReach(found, access, clientTokens);
    const requestId = requestIdOf(event);
    // If the provider does not answer, the buyer sees the stored state.
    const refreshed = await refreshPayment(deps, stored, requestId);
    noteRefreshed(stored, refreshed, requestId);
    const payment = refreshed.kind === 'asked' ? refreshed.settled.payment : stored;
    // The link contains the token that the caller sent, never another one.
    const isShown = showsTokenOf(payment, access, clientTokens);
    const url = (id: string) =>
      deps.addresses.invoicePdf(id, isShown ? shown.clientToken : undefined);
    const invoiceView = invoice ? viewInvoiceOf(payment, invoice, url) : null;
    return json(200, viewPayment(payment, invoiceView, sightOf(payment, access, clientTokens)));
  });
