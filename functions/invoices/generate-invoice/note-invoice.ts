import type { Clock } from '#domain/clock';
import { type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import type { NoteTrouble } from '#domain/monitoring/trouble';
import { logger, MetricUnit, metrics } from '#runtime/log';

/** Mailboxes begin to refuse; documents above the double are not stored at all. */
const largeBytes = 5_000_000;

type NoteDeps = { now: Clock; noteTrouble: NoteTrouble };

/** Logs a line for an invoice with a document, with its delay after the payment. */
export async function noteInvoice(
  { now, noteTrouble }: NoteDeps,
  invoice: Invoice,
  requestId: string,
): Promise<void> {
  const { id, status, content, document, period } = invoice;
  if (!document) return;
  const payment = paymentOf(invoice);
  const sincePaymentMs = payment && now().getTime() - Date.parse(payment.paidAt);
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
    await noteTrouble({ kind: 'pdf_too_large', dimension: 'all', example: id });
  }
  if (sincePaymentMs !== undefined)
    metrics.addMetric('PaymentToInvoice', MetricUnit.Milliseconds, sincePaymentMs);
}
