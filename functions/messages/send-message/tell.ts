import { paymentOf } from '#domain/invoices/invoice-store';
import { type DigestDeps, type DigestDue, sendDigest } from '#domain/messages/admin-notes';
import {
  type NotifyOfActivationDeps,
  notifyOfActivation,
} from '#domain/messages/notify-of-activation';
import { type NotifyOfAlertDeps, notifyOfAlert } from '#domain/messages/notify-of-alert';
import {
  type CreditNoteFact,
  type NotifyOfCreditNoteDeps,
  notifyOfCreditNote,
} from '#domain/messages/notify-of-credit-note';
import {
  type EndpointFact,
  type NotifyOfEndpointDeps,
  notifyOfEndpoint,
} from '#domain/messages/notify-of-endpoint';
import {
  type InvoiceFact,
  type NotifyDeps,
  notifyOfInvoice,
} from '#domain/messages/notify-of-invoice';
import {
  type InvoiceActFact,
  type NotifyOfInvoiceActDeps,
  notifyOfInvoiceAct,
} from '#domain/messages/notify-of-invoice-act';
import {
  type NotifyOfPaymentDeps,
  notifyOfPayment,
  type PaymentFact,
} from '#domain/messages/notify-of-payment';
import {
  type NotifyOfRejectionDeps,
  notifyOfRejection,
} from '#domain/messages/notify-of-rejection';
import {
  type NotifyOfSubscriptionDeps,
  notifyOfSubscription,
} from '#domain/messages/notify-of-subscription';
import { type NotifyOfUsageDeps, notifyOfUsage } from '#domain/messages/notify-of-usage';
import type { AlertFact } from '#domain/monitoring/alert';
import type { SubscriptionFact } from '#domain/subscriptions/subscription-event';
import { logger, MetricUnit, metrics } from '#runtime/log';
import type { Fact } from '#vocabulary/events';

export type TellDeps = NotifyDeps &
  NotifyOfPaymentDeps &
  NotifyOfCreditNoteDeps &
  NotifyOfInvoiceActDeps &
  NotifyOfSubscriptionDeps &
  NotifyOfUsageDeps &
  NotifyOfRejectionDeps &
  NotifyOfEndpointDeps &
  NotifyOfAlertDeps &
  NotifyOfActivationDeps &
  DigestDeps;

export async function tellOfInvoice(deps: TellDeps, event: InvoiceFact): Promise<void> {
  const invoice = await notifyOfInvoice(deps, event);
  const { requestId, type } = event;
  const paidAt = paymentOf(invoice)?.paidAt;
  const sincePaymentMs = paidAt && deps.now().getTime() - Date.parse(paidAt);
  const fields = { requestId, event: type, invoiceId: invoice.id, sincePaymentMs };
  logger.info('invoice sent', fields);
  if (sincePaymentMs) metrics.addMetric('PaymentToMail', MetricUnit.Milliseconds, sincePaymentMs);
}

export async function tellOfInvoiceAct(deps: TellDeps, event: InvoiceActFact): Promise<void> {
  const { receivers } = await notifyOfInvoiceAct(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { invoiceId } = data;
  logger.info('invoice act told', { requestId, eventId, event: type, invoiceId, receivers });
}

export async function tellOfHour(deps: TellDeps, message: DigestDue): Promise<void> {
  const outcome = await sendDigest(deps, message);
  const { requestId, type, hour } = message;
  const counted = outcome.kind === 'sent' ? outcome.count : 0;
  logger.info('digest of notes', { requestId, event: type, hour, kind: outcome.kind, counted });
}

export async function tellOfSubscription(
  deps: TellDeps,
  event: Fact<SubscriptionFact>,
): Promise<void> {
  const { receivers } = await notifyOfSubscription(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { customerId } = data;
  logger.info('subscription news sent', { requestId, eventId, event: type, customerId, receivers });
}

export async function tellOfActivation(
  deps: TellDeps,
  event: Fact<'activation.requested'>,
): Promise<void> {
  const { receivers } = await notifyOfActivation(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { customerId, memberId } = data;
  logger.info('link sent', { requestId, eventId, event: type, customerId, memberId, receivers });
}

export async function tellOfUsage(
  deps: TellDeps,
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

export async function tellOfCreditNote(deps: TellDeps, event: CreditNoteFact): Promise<void> {
  const { receivers } = await notifyOfCreditNote(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { paymentId, creditNoteId } = data;
  const fields = { requestId, eventId, event: type, paymentId, creditNoteId, receivers };
  logger.info('credit note sent', fields);
}

export async function tellOfRejection(
  deps: TellDeps,
  event: Fact<'invoice.rejected'>,
): Promise<void> {
  await notifyOfRejection(deps, event);
  const { requestId, id: eventId, type, data } = event;
  logger.info('rejection told', { requestId, eventId, event: type, ...data });
}

export async function tellOfEndpoint(deps: TellDeps, event: EndpointFact): Promise<void> {
  await notifyOfEndpoint(deps, event);
  const { requestId, id: eventId, type, data } = event;
  logger.info('endpoint told', { requestId, eventId, event: type, endpointId: data.endpointId });
}

export async function tellOfAlert(deps: TellDeps, event: AlertFact): Promise<void> {
  const { receivers } = await notifyOfAlert(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { alertId, rule, because } = data;
  logger.info('alert told', {
    ...{ requestId, eventId, event: type, alertId, rule, because, receivers },
  });
}

export async function tellOfPayment(deps: TellDeps, event: Fact<PaymentFact>): Promise<void> {
  const { receivers } = await notifyOfPayment(deps, event);
  const { requestId, id: eventId, type, data } = event;
  const { paymentId } = data;
  logger.info('payment news sent', { requestId, eventId, event: type, paymentId, receivers });
}
