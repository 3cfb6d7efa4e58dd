import { invoicePayment } from '#domain/invoices/invoice-payment';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import { type InvoiceUsageDeps, invoiceUsage } from '#domain/invoices/invoice-usage';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

type InvoicedFact = Fact<'payment.completed' | 'usage.month_closed'>;

/**
 * On payment.completed: the payment's one invoice, issued now or paid by it. On usage.month_closed:
 * the invoices of what is due.
 */
export const createHandler = (deps: InvoiceUsageDeps) =>
  queueFunction<InvoicedFact>(async (event) => {
    const { requestId } = event;
    for (const invoice of await invoicesAbout(deps, event)) note(invoice, requestId, deps.now());
  });

async function invoicesAbout(deps: InvoiceUsageDeps, event: InvoicedFact): Promise<Invoice[]> {
  const { requestId } = event;
  switch (event.type) {
    case 'usage.month_closed': {
      const { customerId, month } = event.data;
      return invoiceUsage(deps, { customerId, month, requestId });
    }
    case 'payment.completed':
      return [await invoicePayment(deps, { paymentId: event.data.paymentId, requestId })];
  }
}

function note(invoice: Invoice, requestId: string, now: Date): void {
  const { id, status, content, document, period } = invoice;
  const payment = paymentOf(invoice);
  const sincePaymentMs = payment && now.getTime() - Date.parse(payment.paidAt);
  logger.info('invoice generated', {
    requestId,
    paymentId: payment?.id,
    period,
    invoiceId: id,
    status,
    number: content.number,
    bytes: document?.bytes,
    sincePaymentMs,
  });
  if (sincePaymentMs !== undefined)
    metrics.addMetric('PaymentToInvoice', MetricUnit.Milliseconds, sincePaymentMs);
}
