import { dayAt } from '#domain/calendar/day';
import type { PaymentLetters, PaymentNews } from '#domain/messages/notify-of-payment';
import type { Locale } from '#domain/money';
import { type Payment, takenOf } from '#domain/payments/payment';
import { refundable } from '#domain/refunds/move-refund';
import type { Refund } from '#domain/refunds/refund';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { adminAlert } from './templates/admin-alert.ts';
import type { AlertFacts } from './templates/alert-words.ts';
import { refundConfirmed } from './templates/refund-confirmed.ts';
import type { AmountTaken } from './templates/written-amount.ts';

export type PaymentLetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** IANA zone of the seller's calendar days. */
  timeZone: string;
};

/** The mails about a payment's money: refunds, disputes, and money that nobody asked for. */
export function paymentLetters(settings: PaymentLetterSettings): PaymentLetters {
  const { brand, admin, timeZone } = settings;
  return {
    async refundConfirmed({ event, payment, refund }) {
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
        refundId: refund.id,
        paymentId: payment.id,
      });
      const receiver = { address: buyer.email, role: 'buyer' as const };
      return { ...envelope(settings, receiver, event.id), ...letter, replyTo: brand.supportEmail };
    },
    async alert(alert, { event, payment, refund }) {
      const letter = adminAlert({
        brand,
        locale: admin.locale,
        alert,
        amount: refund ? ofPaid(payment, refund.amount.minor) : paidOf(payment),
        asked: payment.amount,
        facts: factsOf({ payment, refund }),
      });
      const receiver = { address: admin.address, role: 'admin' as const };
      return { ...envelope(settings, receiver, event.id), ...letter };
    },
  };
}

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
