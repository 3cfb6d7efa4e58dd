import type { Addresses } from '#contract/addresses';
import { viewInspected } from '#contract/inspected-invoices';
import { requireRole } from '#domain/access/caller';
import { NotFoundError } from '#domain/errors';
import type { InvoiceStore } from '#domain/invoices/invoice-store';
import { callerOf, httpFunction, json, pathIdOf } from '#runtime/http';

export type InspectDeps = { invoices: Pick<InvoiceStore, 'find'>; addresses: Addresses };

/** GET /v1/admin/invoices/{id} */
export const createHandler = ({ invoices, addresses }: InspectDeps) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const invoice = await invoices.find(pathIdOf(event));
    if (!invoice) throw new NotFoundError('invoice');
    return json(
      200,
      viewInspected(invoice, (id) => addresses.invoiceForFinance(id)),
    );
  });
