import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import { logger, MetricUnit, metrics } from '#runtime/log';

/** Mailboxes begin to refuse; documents above the double are not stored at all. */
const largeBytes = 5_000_000;

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
  if (document.bytes > largeBytes) {
    logger.warn('large document', { requestId, invoiceId: id, bytes: document.bytes });
    metrics.addMetric('ToLookAt', MetricUnit.Count, 1);
  }
  if (sincePaymentMs !== undefined)
    metrics.addMetric('PaymentToInvoice', MetricUnit.Milliseconds, sincePaymentMs);
}
