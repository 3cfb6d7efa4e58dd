import type { Addresses } from '#contract/addresses';
import { listOwnInvoicesQuery, viewListedInvoice } from '#contract/invoice-lists';
import { listedCustomer } from '#domain/access/listed-customer';
import type { InvoiceListStore } from '#domain/invoices/invoice-list';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

export type ListOwnInvoicesDeps = { invoices: InvoiceListStore; addresses: Addresses };

/** GET /v1/invoices: the caller's own, newest first; for finance those of anybody. */
export const createHandler = ({ invoices, addresses }: ListOwnInvoicesDeps) =>
  httpFunction(async (event) => {
    const {
      limit,
      cursor,
      customerId: wanted,
      ...filter
    } = parseQuery(listOwnInvoicesQuery, event);
    const customerId = listedCustomer(callerOf(event), wanted, 'invoices');
    const page = await (customerId === undefined
      ? invoices.list({ ...filter, sort: '-issuedAt' }, { limit, cursor })
      : invoices.listOwn({ ...filter, customerId }, { limit, cursor }));
    const data = page.invoices.map((invoice) =>
      viewListedInvoice(invoice, (id) => addresses.invoicePdf(id)),
    );
    return json(200, { data, nextCursor: page.nextCursor });
  });
