import { paymentOf } from '#domain/invoices/invoice-store';
import { type DigestDeps, type DigestDue, sendDigest } from '#domain/messages/admin-notes';
import {
  type InvoiceFact,
  type NotifyDeps,
  notifyOfInvoice,
} from '#domain/messages/notify-of-invoice';
import {
  type NotifyOfPaymentDeps,
  notifyOfPayment,
  type PaymentFact,
} from '#domain/messages/notify-of-payment';
import {
  isAboutSubscription,
  type NotifyOfSubscriptionDeps,
  notifyOfSubscription,
} from '#domain/messages/notify-of-subscription';
import { type NotifyOfUsageDeps, notifyOfUsage } from '#domain/messages/notify-of-usage';
import type { SubscriptionFact } from '#domain/subscriptions/subscription-event';
import { logger, MetricUnit, metrics } from '#runtime/log';
import { queueFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';

type MailedFact = InvoiceFact | Fact<PaymentFact | SubscriptionFact | 'usage.threshold_crossed'>;

export type SendMessageDeps = NotifyDeps &
  NotifyOfPaymentDeps &
  NotifyOfSubscriptionDeps &
  NotifyOfUsageDeps &
  DigestDeps;

/**
 * On invoice.issued and invoice.paid: invoice to the buyer, note to the admin. On what became of a plan: note to the
 * customer. On usage.threshold_crossed: warning to the customer. On admin.digest, which it sends to itself: the notes
 * of an hour to the admin. Else: what became of the money.
 */
export const createHandler = (deps: SendMessageDeps) =>
  queueFunction<MailedFact | DigestDue>((event) => {
    if (event.type === 'admin.digest') return tellOfHour(deps, event);
    if (event.type === 'invoice.issued' || event.type === 'invoice.paid')
      return tellOfInvoice(deps, event);
    if (event.type === 'usage.threshold_crossed') return tellOfUsage(deps, event);
    return isAboutSubscription(event)
      ? tellOfSubscription(deps, event)
      : tellOfPayment(deps, event);
  });

async function tellOfInvoice(deps: SendMessageDeps, event: InvoiceFact): Promise<void> {
  const invoice = await notifyOfInvoice(deps, event);
  const { requestId, type } = event;
  const paidAt = paymentOf(invoice)?.paidAt;
  const sincePaymentMs = paidAt && deps.now().getTime() - Date.parse(paidAt);
  const said = { requestId, event: type, invoiceId: invoice.id, sincePaymentMs };
  logger.info('invoice sent', said);
  if (sincePaymentMs) metrics.addMetric('PaymentToMail', MetricUnit.Milliseconds, sincePaymentMs);
}

async function tellOfHour(deps: SendMessageDeps, message: DigestDue): Promise<void> {
  const outcome = await sendDigest(deps, message);
  const { requestId, type, hour } = message;
  logger.info('digest of notes', { requestId, event: type, hour, ...outcome });
}

async function tellOfSubscription(
  deps: SendMessageDeps,
  event: Fact<SubscriptionFact>,
): Promise<void> {
  const { receivers } = await notifyOfSubscription(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { customerId } = data;
  logger.info('subscription news sent', { requestId, eventId, event: type, customerId, receivers });
}

async function tellOfUsage(
  deps: SendMessageDeps,
  event: Fact<'usage.threshold_crossed'>,
): Promise<void> {
  const { receivers } = await notifyOfUsage(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { customerId, meter, threshold } = data;
  logger.info('usage news sent', {
    requestId,
    eventId,
    event: type,
    customerId,
    meter,
    threshold,
    receivers,
  });
}

async function tellOfPayment(deps: SendMessageDeps, event: Fact<PaymentFact>): Promise<void> {
  const { receivers } = await notifyOfPayment(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { paymentId } = data;
  logger.info('payment news sent', { requestId, eventId, event: type, paymentId, receivers });
}
