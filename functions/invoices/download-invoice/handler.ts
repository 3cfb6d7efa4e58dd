import { hasRole } from '#domain/access/caller';
import type { Clock } from '#domain/clock';
import { NotFoundError } from '#domain/errors';
import type { InvoiceDocument, InvoiceStore } from '#domain/invoices/invoice-store';
import { mayReachInvoice, requireInvoiceReader } from '#domain/invoices/read-invoice';
import type { StandingStore } from '#domain/invoices/standing-store';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, pathIdOf, redirect, requestIdOf, shownBy } from '#runtime/http';
import { logger } from '#runtime/log';

export type DownloadDeps = {
  invoices: Pick<InvoiceStore, 'find'>;
  standings: Pick<StandingStore, 'markOpened'>;
  clientTokens: ReadClientTokens;
  now: Clock;
  link: (document: InvoiceDocument, fileName: string) => Promise<string>;
};

/** GET /v1/invoices/{id}/pdf: 302 to a new link at every request. */
export const createHandler = (deps: DownloadDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireInvoiceReader(shown);
    const invoice = await deps.invoices.find(pathIdOf(event));
    const readAt = deps.now();
    const access = { ...shown, readAt };
    if (!invoice?.document || !mayReachInvoice(invoice, access, await deps.clientTokens()))
      throw new NotFoundError('invoice');
    const isFirst = invoice.standing?.firstOpenedAt === undefined;
    if (isFirst && !hasRole(shown.caller, 'admin', 'finance'))
      await deps.standings.markOpened(invoice.id, readAt.toISOString());
    logger.info('invoice opened', { requestId: requestIdOf(event), invoiceId: invoice.id });
    return redirect(302, await deps.link(invoice.document, `${invoice.content.number}.pdf`));
  });
