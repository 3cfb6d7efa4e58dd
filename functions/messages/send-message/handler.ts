import type { DigestDue } from '#domain/messages/admin-notes';
import type { MailSender } from '#domain/messages/mail-sender';
import type { CreditNoteFact } from '#domain/messages/notify-of-credit-note';
import { type EndpointFact, isAboutEndpoint } from '#domain/messages/notify-of-endpoint';
import type { InvoiceFact } from '#domain/messages/notify-of-invoice';
import type { InvoiceActFact } from '#domain/messages/notify-of-invoice-act';
import type { PaymentFact } from '#domain/messages/notify-of-payment';
import { isAboutSubscription } from '#domain/messages/notify-of-subscription';
import { type AgainDeps, causeOf } from '#domain/messages/send-again';
import { type AlertFact, isAboutAlert } from '#domain/monitoring/alert';
import type { SubscriptionFact } from '#domain/subscriptions/subscription-event';
import { queueFunction } from '#runtime/queue';
import type { Fact } from '#vocabulary/events';
import {
  type TellDeps,
  tellOfActivation,
  tellOfAlert,
  tellOfCreditNote,
  tellOfEndpoint,
  tellOfHour,
  tellOfInvoice,
  tellOfInvoiceAct,
  tellOfPayment,
  tellOfRejection,
  tellOfSubscription,
  tellOfUsage,
} from './tell.ts';

type MailedFact =
  | InvoiceFact
  | CreditNoteFact
  | Fact<PaymentFact | SubscriptionFact | 'usage.threshold_crossed' | 'activation.requested'>
  | Fact<'invoice.rejected'>
  | InvoiceActFact
  | AlertFact
  | EndpointFact;

type SendMessageDeps = TellDeps & AgainDeps & { activationMails: MailSender };

/**
 * On invoice.issued and invoice.paid: invoice to the buyer, note to the admin. On
 * invoice.resent and invoice.reminded: copy or reminder to the customer. On
 * credit_note.issued and refund.repeated: refund and credit note to the buyer, note to the admin. On
 * a plan's events: note to the customer. On activation.requested: the link. On
 * usage.threshold_crossed: warning to the customer. On alert.*: note to the admins. On invoice.rejected: note to the admin. On
 * admin.digest, which it sends to itself: an
 * hour's notes to the admin. Otherwise: news of the payment's money.
 */
export const createHandler = (deps: SendMessageDeps) =>
  queueFunction<MailedFact | DigestDue | Fact<'message.resent'>>(async (event) => {
    if (event.type === 'admin.digest') return tellOfHour(deps, event);
    if (event.type !== 'message.resent') return tell(deps, event);
    return tell(deps, (await causeOf(deps, event)) as MailedFact);
  });

function tell(deps: SendMessageDeps, event: MailedFact): Promise<void> {
  if (event.type === 'invoice.issued' || event.type === 'invoice.paid')
    return tellOfInvoice(deps, event);
  if (event.type === 'invoice.resent' || event.type === 'invoice.reminded')
    return tellOfInvoiceAct(deps, event);
  if (event.type === 'credit_note.issued' || event.type === 'refund.repeated')
    return tellOfCreditNote(deps, event);
  if (event.type === 'activation.requested')
    return tellOfActivation({ ...deps, mails: deps.activationMails }, event);
  if (event.type === 'usage.threshold_crossed') return tellOfUsage(deps, event);
  if (event.type === 'invoice.rejected') return tellOfRejection(deps, event);
  if (isAboutAlert(event)) return tellOfAlert(deps, event);
  if (isAboutEndpoint(event)) return tellOfEndpoint(deps, event);
  if (isAboutSubscription(event)) return tellOfSubscription(deps, event);
  return tellOfPayment(deps, event);
}
