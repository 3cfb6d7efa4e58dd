import { type InvoicedFact, invoiceTogether } from '#domain/invoices/invoice-together';
import type { InvoiceUsageDeps } from '#domain/invoices/invoice-usage';
import { troubleOfIssuing } from '#domain/monitoring/noting-documents';
import type { NoteTrouble } from '#domain/monitoring/trouble';
import { togetherFunction } from '#runtime/queue';
import { noteInvoice } from './note-invoice.ts';

type GenerateDeps = InvoiceUsageDeps & { noteTrouble: NoteTrouble };

/**
 * On payment.completed, or on order.paid for an order of ours, whose customer is known only then:
 * issues the payment's one invoice, or marks the one it paid. On usage.month_closed: issues the
 * invoices of the amounts due. On invoice.numbered: renders what was only numbered. All that came at
 * once take their numbers together.
 */
export const createHandler = (deps: GenerateDeps) =>
  togetherFunction<InvoicedFact>(async (events) => {
    const outcomes = await invoiceTogether(deps, events);
    for (const [index, outcome] of outcomes.entries()) {
      const { requestId, id } = events[index]!;
      if (outcome.status === 'rejected') {
        const kind = troubleOfIssuing(outcome.reason);
        if (kind) await deps.noteTrouble({ kind, dimension: 'all', example: id });
      } else for (const invoice of outcome.value) await noteInvoice(deps, invoice, requestId);
    }
    return outcomes;
  });
