import { viewInvoice } from '#contract/invoices';
import { requireScope } from '#domain/access/caller';
import { NotFoundError, UnauthenticatedError } from '#domain/errors';
import { type Invoice, type InvoiceStore, paymentOf } from '#domain/invoices/invoice-store';
import { mayReachInvoice, showsTokenOf } from '#domain/invoices/read-invoice';
import { money } from '#domain/money';
import type { Addresses } from '#domain/payments/addresses';
import { methodsFor, type ProviderCatalogue } from '#domain/payments/choose-provider';
import { isSwitchedOff, type Switches } from '#domain/switches/switches';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, clientTokenOf, httpFunction, json, pathIdOf } from '#runtime/http';

export type GetInvoiceDeps = {
  invoices: Pick<InvoiceStore, 'find'>;
  clientTokens: ReadClientTokens;
  catalogue: ProviderCatalogue;
  /** What admins have switched off. */
  switches: () => Promise<Switches>;
  addresses: Addresses;
};

/** GET /v1/invoices/{id} */
export const createHandler = (deps: GetInvoiceDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const clientToken = clientTokenOf(event);
    if (caller.kind === 'public' && clientToken === undefined)
      throw new UnauthenticatedError('credentials_required', 'Sign in, or open the link you got.');
    if (caller.kind === 'key' && clientToken === undefined) requireScope(caller, 'invoices:read');
    const invoice = await deps.invoices.find(pathIdOf(event));
    const clientTokens = await deps.clientTokens();
    if (!invoice || !mayReachInvoice(invoice, { caller, clientToken }, clientTokens))
      throw new NotFoundError('invoice');
    const paymentMethods = await waysToPay(invoice, deps);
    const isShown = showsTokenOf(invoice, { clientToken }, clientTokens);
    const pdfUrl = deps.addresses.invoicePdf(invoice.id, isShown ? clientToken : undefined);
    return json(200, viewInvoice(invoice, { paymentMethods, pdfUrl }));
  });

async function waysToPay(invoice: Invoice, { catalogue, switches }: GetInvoiceDeps) {
  if (!invoice.document || paymentOf(invoice)) return [];
  const { totals, currency } = invoice.content;
  const known = await switches();
  return methodsFor(catalogue, money(totals.dueMinor, currency), (name, method) =>
    isSwitchedOff(known, name, method),
  );
}
