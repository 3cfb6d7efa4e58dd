import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import { logger, MetricUnit, metrics } from '#runtime/log';

/** Logs a line for an invoice with a document, with its delay after the payment. */
export function noteInvoice(invoice: Invoice, requestId: string, now: Date): void {
  const { id, status, content, document, period } = invoice;
  if (!document) return;
  const payment = paymentOf(invoice);
  const sincePaymentMs = payment && now.getTime() - Date.parse(payment.paidAt);
  logger.info('invoice generated', {
    requestId,
    paymentId: payment?.id,
    period,
    invoiceId: id,
    status,
    number: content.number,
    bytes: document.bytes,
    sincePaymentMs,
  });
  if (sincePaymentMs !== undefined)
    metrics.addMetric('PaymentToInvoice', MetricUnit.Milliseconds, sincePaymentMs);
}
