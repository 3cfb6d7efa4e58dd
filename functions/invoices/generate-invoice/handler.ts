import { type InvoicedFact, invoiceTogether } from '#domain/invoices/invoice-together';
import type { InvoiceUsageDeps } from '#domain/invoices/invoice-usage';
import { togetherFunction } from '#runtime/queue';
import { noteInvoice } from './note-invoice.ts';

/**
 * On payment.completed, or on order.paid for an order of ours, whose customer is known only then:
 * issues the payment's one invoice, or marks the one it paid. On usage.month_closed: issues the
 * invoices of the amounts due. On invoice.numbered: renders what was only numbered. All that came at
 * once take their numbers together.
 */
export const createHandler = (deps: InvoiceUsageDeps) =>
  togetherFunction<InvoicedFact>(async (events) => {
    const outcomes = await invoiceTogether(deps, events);
    for (const [index, outcome] of outcomes.entries())
      for (const invoice of outcome.status === 'fulfilled' ? outcome.value : [])
        noteInvoice(invoice, events[index]!.requestId, deps.now());
    return outcomes;
  });
