import { requireRole } from '#domain/access/caller';
import { NotFoundError } from '#domain/errors';
import type { InvoiceDocument, InvoiceStore } from '#domain/invoices/invoice-store';
import { callerOf, httpFunction, pathIdOf, redirect, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';

export type DownloadForFinanceDeps = {
  invoices: Pick<InvoiceStore, 'find'>;
  link: (document: InvoiceDocument, fileName: string) => Promise<string>;
};

/** GET /v1/admin/invoices/{id}/pdf: 302 to a new link; the buyer has not opened it by that. */
export const createHandler = (deps: DownloadForFinanceDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const invoice = await deps.invoices.find(pathIdOf(event));
    if (!invoice?.document) throw new NotFoundError('invoice');
    const { id: invoiceId, document, content } = invoice;
    logger.info('invoice opened by the shop', { requestId: requestIdOf(event), invoiceId });
    return redirect(302, await deps.link(document, `${content.number}.pdf`));
  });
