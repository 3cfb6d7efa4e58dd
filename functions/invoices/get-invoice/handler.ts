import type { Addresses } from '#contract/addresses';
import { viewInvoice } from '#contract/invoices';
import { NotFoundError } from '#domain/errors';
import type { InvoiceStore } from '#domain/invoices/invoice-store';
import { mayReachInvoice, requireInvoiceReader, showsTokenOf } from '#domain/invoices/read-invoice';
import { type WaysToPayDeps, waysToPay } from '#domain/payments/ways-to-pay';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, json, pathIdOf, shownBy } from '#runtime/http';

export type GetInvoiceDeps = WaysToPayDeps & {
  invoices: Pick<InvoiceStore, 'find' | 'openable'>;
  clientTokens: ReadClientTokens;
  addresses: Addresses;
};

/** GET /v1/invoices/{id} */
export const createHandler = (deps: GetInvoiceDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireInvoiceReader(shown);
    const invoice = await deps.invoices.find(pathIdOf(event));
    const clientTokens = await deps.clientTokens();
    if (!invoice || !mayReachInvoice(invoice, shown, clientTokens))
      throw new NotFoundError('invoice');
    const paymentMethods = await waysToPay(deps, invoice);
    const isShown = showsTokenOf(invoice, shown, clientTokens);
    const urlOf = (id: string) =>
      deps.addresses.invoicePdf(id, isShown ? shown.clientToken : undefined);
    const pdfUrl = urlOf(invoice.id);
    const notes = await deps.invoices.openable(invoice.creditNotes ?? []);
    const creditNotes = notes.map((note) => ({ ...note, url: urlOf(note.id) }));
    const showsCustomer = mayReachInvoice(invoice, { caller: shown.caller }, clientTokens);
    return json(200, viewInvoice(invoice, { paymentMethods, pdfUrl, creditNotes, showsCustomer }));
  });
