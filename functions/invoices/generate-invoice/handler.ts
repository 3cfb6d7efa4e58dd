import type { DomainEvent } from '#domain/events';
import { type IssueDeps, issueInvoice } from '#domain/invoices/issue-invoice';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';

/** On payment.completed: issues the payment's one invoice. */
export const createHandler = (deps: IssueDeps) =>
  queueFunction<DomainEvent>(async ({ data, requestId }) => {
    const { paymentId = '' } = data;
    const invoice = await issueInvoice(deps, { paymentId, requestId });
    const { id, content } = invoice;
    const sincePaymentMs = deps.now().getTime() - Date.parse(content.payment.paidAt);
    logger.info('invoice generated', {
      requestId,
      paymentId,
      invoiceId: id,
      number: content.number,
      bytes: invoice.document?.bytes,
      sincePaymentMs,
    });
    metrics.addMetric('PaymentToInvoice', MetricUnit.Milliseconds, sincePaymentMs);
  });
