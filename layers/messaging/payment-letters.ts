import { dayAt } from '#domain/calendar/day';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { CreditNoteLetters } from '#domain/messages/notify-of-credit-note';
import type { CreditNoteDocument, PaymentNews } from '#domain/messages/notify-of-payment';
import type { Locale } from '#domain/money';
import { type Payment, takenOf } from '#domain/payments/payment';
import { refundable } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { adminAlert } from './templates/admin-alert.ts';
import type { AlertFacts } from './templates/alert-words.ts';
import { creditNoteIssued } from './templates/credit-note-issued.ts';
import { refundConfirmed } from './templates/refund-confirmed.ts';
import type { AmountTaken } from './templates/written-amount.ts';

export type PaymentLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** IANA zone of the seller's calendar days. */
  timeZone: string;
  /** The credit note's own link, which works for anyone who has it. */
  downloadUrl: (creditNote: Invoice) => Promise<string>;
};

/** The mails about a payment's money: refunds, disputes, and money that nobody asked for. */
export function paymentLetters(settings: PaymentLetterSettings): CreditNoteLetters {
  const { brand, admin, timeZone } = settings;
  const toBuyer = ({ event, payment, document }: PaymentNews) => ({
    ...envelope(settings, { address: payment.buyer.email, role: 'buyer' }, event.id),
    replyTo: brand.supportEmail,
    ...(document && { attachments: [attachmentOf(document)] }),
  });
  return {
    async refundConfirmed(news) {
      const { payment, refund, document } = news;
      const { buyer, locale, completedAt } = payment;
      const letter = refundConfirmed({
        brand,
        locale,
        customerName: buyer.name,
        amount: ofPaid(payment, refund.amount.minor),
        paid: paidOf(payment),
        paidDate: completedAt && dayAt(new Date(completedAt), timeZone),
        remaining: ofPaid(payment, paidOf(payment).minor - payment.amountRefunded.minor),
        description: payment.description,
        note: refund.noteToBuyer,
        creditNote: document && {
          number: document.creditNote.content.number,
          amount: amountOf(document.creditNote),
          downloadUrl: await settings.downloadUrl(document.creditNote),
        },
        refundId: refund.id,
        paymentId: payment.id,
      });
      return { ...toBuyer(news), ...letter };
    },
    async creditNoteIssued(news) {
      const letter = creditNoteIssued({
        ...(await creditNoteFacts(settings, news.document)),
        ...(news.refund === undefined && { why: 'disputed' as const }),
        paymentId: news.payment.id,
      });
      return { ...toBuyer(news), ...letter };
    },
    async invoiceCancelled(eventId, document) {
      const letter = creditNoteIssued({
        ...(await creditNoteFacts(settings, document)),
        why: whyOf(document),
      });
      const { email } = document.creditNote.content.customer;
      return {
        ...envelope(settings, { address: email, role: 'buyer' }, eventId),
        replyTo: brand.supportEmail,
        attachments: [attachmentOf(document)],
        ...letter,
      };
    },
    async alert(alert, { event, payment, refund, document }) {
      const letter = adminAlert({
        brand,
        locale: admin.locale,
        alert,
        amount: refund ? ofPaid(payment, refund.amount.minor) : paidOf(payment),
        asked: payment.amount,
        facts: {
          ...factsOf({ payment, refund }),
          creditNote: document?.creditNote.content.number,
        },
      });
      const receiver = { address: admin.address, role: 'admin' as const };
      return { ...envelope(settings, receiver, event.id), ...letter };
    },
  };
}

async function creditNoteFacts(
  { brand, downloadUrl }: PaymentLetterSettings,
  { creditNote }: CreditNoteDocument,
) {
  const { number, corrects, customer, locale } = creditNote.content;
  return {
    brand,
    locale,
    customerName: customer.name,
    amount: amountOf(creditNote),
    creditNoteNumber: number,
    corrects: corrects!,
    downloadUrl: await downloadUrl(creditNote),
  };
}

const whyOf = ({ creditNote: { credit } }: CreditNoteDocument) =>
  credit && 'replacedBy' in credit.cause ? 'replaced' : 'cancelled';

const attachmentOf = ({ creditNote, pdf }: CreditNoteDocument) => ({
  filename: `${creditNote.content.number}.pdf`,
  contentType: 'application/pdf',
  content: pdf,
});

const amountOf = ({ content: { totals, currency } }: Invoice): AmountTaken => ({
  minor: totals.grossMinor,
  currency,
});

const paidOf = (payment: Payment): AmountTaken => takenOf(payment) ?? payment.amount;

/** Money goes back in the currency that was paid, which may differ from the requested one. */
const ofPaid = (payment: Payment, minor: number): AmountTaken => ({ ...paidOf(payment), minor });

function factsOf({ payment, refund }: Omit<PaymentNews, 'event'>): AlertFacts {
  const { buyer, amount } = payment;
  const paid = paidOf(payment);
  const isWhatWasAsked = paid.minor === amount.minor && !payment.paidOtherwise;
  return {
    ...(refund && refundFacts(payment, refund)),
    paid,
    asked: isWhatWasAsked ? undefined : amount,
    orderId: payment.orderId,
    customerName: buyer.name,
    customerEmail: buyer.email,
    customerPhone: buyer.phone,
    provider: payment.provider,
    transaction: payment.providerTransaction,
    paymentId: payment.id,
  };
}

const refundFacts = (payment: Payment, refund: Refund) => ({
  refunded: ofPaid(payment, refund.amount.minor),
  refundable: ofPaid(payment, refundable(payment).minor),
  reason: refund.reason,
  failureCode: refund.failure?.code,
  proof: refund.proof,
  refundId: refund.id,
});
