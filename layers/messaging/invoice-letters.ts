import type { Invoice } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { InvoiceLetters } from '#domain/messages/notify-of-invoice';
import { type Locale, money } from '#domain/money';
import type { Brand } from './brand.ts';
import { newPayment } from './templates/new-payment.ts';
import { paymentConfirmed } from './templates/payment-confirmed.ts';

export type LetterSettings = {
  brand: Brand;
  /** The verified address that mails come from. */
  from: string;
  admin: { address: string; locale: Locale };
  /** The invoice's own address, which works for whoever holds it. */
  downloadUrl: (invoice: Invoice) => Promise<string>;
  now: () => Date;
};

/** What goes out when an invoice has been issued. */
export function invoiceLetters(settings: LetterSettings): InvoiceLetters {
  const { brand, admin } = settings;
  const envelope = (invoice: Invoice, to: string, role: string) => ({
    from: `${brand.name} <${settings.from}>`,
    to,
    messageId: `<${invoice.id}.${role}@${settings.from.split('@')[1]}>`,
    date: settings.now(),
  });
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
        ...envelope(invoice, customer.email, 'buyer'),
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
      return { ...envelope(invoice, admin.address, 'admin'), ...letter };
    },
  };
}
