import type { DomainEvent } from '#domain/events';
import { invoicePayment } from '#domain/invoices/invoice-payment';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import { type InvoiceUsageDeps, invoiceUsage } from '#domain/invoices/invoice-usage';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';

/**
 * On payment.completed: the payment's one invoice, issued now or paid by it. On usage.month_closed:
 * the invoices of what is due.
 */
export const createHandler = (deps: InvoiceUsageDeps) =>
  queueFunction<DomainEvent>(async (event) => {
    const { requestId } = event;
    for (const invoice of await invoicesAbout(deps, event)) note(invoice, requestId, deps.now());
  });

async function invoicesAbout(
  deps: InvoiceUsageDeps,
  { type, data, requestId }: DomainEvent,
): Promise<Invoice[]> {
  const { paymentId = '', customerId = '', month = '' } = data;
  return type === 'usage.month_closed'
    ? invoiceUsage(deps, { customerId, month, requestId })
    : [await invoicePayment(deps, { paymentId, requestId })];
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
