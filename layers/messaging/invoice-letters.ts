import type { Invoice } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { InvoiceLetters } from '#domain/messages/notify-of-invoice';
import { type Locale, money } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { newPayment } from './templates/new-payment.ts';
import { paymentConfirmed } from './templates/payment-confirmed.ts';

export type LetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** The invoice's own address, which works for whoever holds it. */
  downloadUrl: (invoice: Invoice) => Promise<string>;
};

/** What goes out when an invoice has been issued. */
export function invoiceLetters(settings: LetterSettings): InvoiceLetters {
  const { brand, admin } = settings;
  return {
    async paymentConfirmed(invoice, pdf): Promise<OutgoingMail> {
      const { content, paymentId } = invoice;
      const { customer, locale, number } = content;
      const letter = paymentConfirmed({
        brand,
        locale,
        customerName: customer.name,
        amount: money(content.totals.paidMinor, content.currency),
        paidDate: content.payment.paidDate,
        invoiceNumber: number,
        description: content.lines.map(({ description }) => description).join(', '),
        paymentId,
        downloadUrl: await settings.downloadUrl(invoice),
      });
      return {
        ...envelope(settings, { address: customer.email, role: 'buyer' }, invoice.id),
        ...letter,
        replyTo: brand.supportEmail,
        attachments: [{ filename: `${number}.pdf`, contentType: 'application/pdf', content: pdf }],
      };
    },
    async newPayment(invoice): Promise<OutgoingMail> {
      const { content, paymentId } = invoice;
      const letter = newPayment({
        brand,
        locale: admin.locale,
        amount: money(content.totals.paidMinor, content.currency),
        method: content.payment.method,
        provider: content.payment.provider,
        invoiceNumber: content.number,
        paymentId,
        customerName: content.customer.name,
        customerEmail: content.customer.email,
      });
      const receiver = { address: admin.address, role: 'admin' as const };
      return { ...envelope(settings, receiver, invoice.id), ...letter };
    },
  };
}
