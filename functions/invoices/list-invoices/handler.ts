import type { Addresses } from '#contract/addresses';
import { listInvoicesQuery, viewListedInvoice } from '#contract/invoice-lists';
import { requireRole } from '#domain/access/caller';
import type { InvoiceListStore } from '#domain/invoices/invoice-list';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListInvoicesDeps = { invoices: Pick<InvoiceListStore, 'list'>; addresses: Addresses };

/** GET /v1/admin/invoices: all documents, filtered, sorted or searched. */
export const createHandler = ({ invoices, addresses }: ListInvoicesDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const { limit, cursor, ...filter } = parseQuery(listInvoicesQuery, event);
    const page = await invoices.list(filter, { limit, cursor });
    const data = page.invoices.map((invoice) =>
      viewListedInvoice(invoice, (id) => addresses.invoicePdf(id)),
    );
    return json(200, { data, nextCursor: page.nextCursor });
  });
