import { requireScope } from '#domain/access/caller';
import type { Clock } from '#domain/clock';
import { NotFoundError, UnauthenticatedError } from '#domain/errors';
import type { InvoiceDocument, InvoiceStore } from '#domain/invoices/invoice-store';
import { mayReachInvoice } from '#domain/invoices/read-invoice';
import type { ReadClientTokens } from '#runtime/client-tokens';
import {
  callerOf,
  clientTokenOf,
  httpFunction,
  pathIdOf,
  redirect,
  requestIdOf,
} from '#runtime/http';
import { logger } from '#runtime/log';

export type DownloadDeps = {
  invoices: Pick<InvoiceStore, 'find'>;
  clientTokens: ReadClientTokens;
  now: Clock;
  link: (document: InvoiceDocument, fileName: string) => Promise<string>;
};

/** GET /v1/invoices/{id}/pdf: 302 to a link that is fresh at every click. */
export const createHandler = (deps: DownloadDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const clientToken = clientTokenOf(event);
    if (caller.kind === 'public' && clientToken === undefined)
      throw new UnauthenticatedError('credentials_required', 'Sign in, or open the link you got.');
    if (caller.kind === 'key' && clientToken === undefined) requireScope(caller, 'invoices:read');
    const invoice = await deps.invoices.find(pathIdOf(event));
    const access = { caller, clientToken, readAt: deps.now() };
    if (!invoice?.document || !mayReachInvoice(invoice, access, await deps.clientTokens()))
      throw new NotFoundError('invoice');
    logger.info('invoice opened', { requestId: requestIdOf(event), invoiceId: invoice.id });
    return redirect(302, await deps.link(invoice.document, `${invoice.content.number}.pdf`));
  });
