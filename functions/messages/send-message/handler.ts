import type { DomainEvent } from '#domain/events';
import { type NotifyDeps, notifyOfInvoice } from '#domain/messages/notify-of-invoice';
import { type NotifyOfPaymentDeps, notifyOfPayment } from '#domain/messages/notify-of-payment';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';

export type SendMessageDeps = NotifyDeps & NotifyOfPaymentDeps & { now: () => Date };

/** On invoice.issued: invoice to the buyer, note to the admin. Else: what became of the money. */
export const createHandler = (deps: SendMessageDeps) =>
  queueFunction<DomainEvent>((event) =>
    event.type === 'invoice.issued' ? tellOfInvoice(deps, event) : tellOfPayment(deps, event),
  );

async function tellOfInvoice(deps: SendMessageDeps, event: DomainEvent): Promise<void> {
  const { id, content } = await notifyOfInvoice(deps, event);
  const sincePaymentMs = deps.now().getTime() - Date.parse(content.payment.paidAt);
  const { requestId } = event;
  logger.info('invoice sent', { requestId, invoiceId: id, sincePaymentMs });
  metrics.addMetric('PaymentToMail', MetricUnit.Milliseconds, sincePaymentMs);
}

async function tellOfPayment(deps: SendMessageDeps, event: DomainEvent): Promise<void> {
  const { receivers } = await notifyOfPayment(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { paymentId } = data;
  logger.info('payment news sent', { requestId, eventId, event: type, paymentId, receivers });
}
