import type { Addresses } from '#contract/addresses';
import { viewPayment } from '#contract/payment-view';
import {
  requirePaymentReader,
  requireReach,
  showsTokenOf,
  sightOf,
} from '#domain/payments/read-payment';
import { refreshPayment } from '#domain/payments/refresh-payment';
import type { SettleDeps } from '#domain/payments/settle-payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, clientTokenOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { noteRefreshed } from '#runtime/payment-metrics';

export type GetDeps = SettleDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/** GET /v1/payments/{id}: the state, asked of the provider when its notification is late. */
export const createHandler = (deps: GetDeps) =>
  httpFunction(async (event) => {
    const shown = { caller: callerOf(event), clientToken: clientTokenOf(event) };
    requirePaymentReader(shown);
    const clientTokens = await deps.clientTokens();
    const { payment: found, invoice } =
      (await deps.payments.findWithInvoice(pathIdOf(event))) ?? {};
    const access = { ...shown, scope: 'payments:read', readAt: deps.now() } as const;
    const stored = requireReach(found, access, clientTokens);
    const requestId = requestIdOf(event);
    // A provider that is silent now does not keep a buyer from seeing what is known.
    const refreshed = await refreshPayment(deps, stored, requestId);
    noteRefreshed(stored, refreshed, requestId);
    const payment = refreshed.kind === 'asked' ? refreshed.settled.payment : stored;
    // The link carries the token that the caller has shown, never one that they have not.
    const isShown = showsTokenOf(payment, access, clientTokens);
    const url = (id: string) =>
      deps.addresses.invoicePdf(id, isShown ? shown.clientToken : undefined);
    const invoiceView = invoice ? { ...invoice, url: url(invoice.id) } : null;
    return json(200, viewPayment(payment, invoiceView, sightOf(payment, access, clientTokens)));
  });
