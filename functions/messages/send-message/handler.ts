import type { DomainEvent } from '#domain/events';
import { type NotifyDeps, notifyOfInvoice } from '#domain/messages/notify-of-invoice';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';

/** On invoice.issued: the invoice goes to the buyer, a note to the admin. */
export const createHandler = (deps: NotifyDeps & { now: () => Date }) =>
  queueFunction<DomainEvent>(async (event) => {
    const { id, content } = await notifyOfInvoice(deps, event);
    const sincePaymentMs = deps.now().getTime() - Date.parse(content.payment.paidAt);
    const { requestId } = event;
    logger.info('invoice sent', { requestId, invoiceId: id, sincePaymentMs });
    metrics.addMetric('PaymentToMail', MetricUnit.Milliseconds, sincePaymentMs);
  });
