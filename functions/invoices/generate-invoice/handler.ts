import { invoicePayment } from '#domain/invoices/invoice-payment';
import type { Invoice } from '#domain/invoices/invoice-store';
import { type InvoiceUsageDeps, invoiceUsage } from '#domain/invoices/invoice-usage';
import { queueFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';
import { noteInvoice } from './note-invoice.ts';

type InvoicedFact = Fact<'payment.completed' | 'order.paid' | 'usage.month_closed'>;

/**
 * On payment.completed, or on order.paid for an order of ours, whose customer is known only then:
 * issues the payment's one invoice, or marks the one it paid. On usage.month_closed: issues the invoices of the amounts due.
 */
export const createHandler = (deps: InvoiceUsageDeps) =>
  queueFunction<InvoicedFact>(async (event) => {
    const { requestId } = event;
    for (const invoice of await invoicesAbout(deps, event))
      noteInvoice(invoice, requestId, deps.now());
  });

async function invoicesAbout(deps: InvoiceUsageDeps, event: InvoicedFact): Promise<Invoice[]> {
  const { requestId } = event;
  switch (event.type) {
    case 'usage.month_closed': {
      const { customerId, month } = event.data;
      return invoiceUsage(deps, { customerId, month, requestId });
    }
    case 'payment.completed':
      if (event.data.orderId !== undefined) return [];
      return [await invoicePayment(deps, { paymentId: event.data.paymentId, requestId })];
    case 'order.paid': {
      const { paymentId, account } = event.data;
      return [await invoicePayment(deps, { paymentId, requestId, account })];
    }
  }
}
