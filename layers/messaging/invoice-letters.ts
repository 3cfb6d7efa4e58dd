import type { InvoicePayment } from '#domain/invoices/invoice';
import { amountPaid, type Invoice, paymentOf } from '#domain/invoices/invoice-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import type { InvoiceLetters } from '#domain/messages/notify-of-invoice';
import { type Locale, money } from '#domain/money';
import { type EnvelopeSettings, envelope } from './envelope.ts';
import { invoiceDue } from './templates/invoice-due.ts';
import { newPayment } from './templates/new-payment.ts';
import { paymentConfirmed } from './templates/payment-confirmed.ts';

export type LetterSettings = EnvelopeSettings & {
  admin: { address: string; locale: Locale };
  /** The invoice's own link, which works for anyone who has it. */
  downloadUrl: (invoice: Invoice) => Promise<string>;
  /** Where people sign in. */
  signInUrl: string;
  /** The link where anyone who has it can pay the invoice. */
  payUrl: (invoice: Invoice) => Promise<string>;
};

/** The mails about an issued invoice and a paid one. */
export function invoiceLetters(settings: LetterSettings): InvoiceLetters {
  const { brand, admin } = settings;

  const toCustomer = (invoice: Invoice, letter: Letter, pdf: Uint8Array): OutgoingMail => {
    const { customer, number } = invoice.content;
    return {
      ...envelope(settings, { address: customer.email, role: 'buyer' }, invoice.id),
      ...letter,
      replyTo: brand.supportEmail,
      attachments: [{ filename: `${number}.pdf`, contentType: 'application/pdf', content: pdf }],
    };
  };

  return {
    async paymentConfirmed(invoice, pdf) {
      const { customer, locale, number, lines } = invoice.content;
      const payment = paidFor(invoice);
      const letter = paymentConfirmed({
        brand,
        locale,
        customerName: customer.name,
        amount: amountPaid(invoice),
        paidDate: payment.paidDate,
        invoiceNumber: number,
        description: soldIn(lines),
        paymentId: payment.id,
        downloadUrl: await settings.downloadUrl(invoice),
        account: invoice.account,
        signInUrl: settings.signInUrl,
      });
      return toCustomer(invoice, letter, pdf);
    },
    async invoiceDue(invoice, pdf) {
      const { customer, locale, number, dueDate, totals, currency } = invoice.content;
      const letter = invoiceDue({
        brand,
        locale,
        customerName: customer.name,
        amount: money(totals.dueMinor, currency),
        dueDate,
        invoiceNumber: number,
        month: invoice.period?.month,
        payUrl: await settings.payUrl(invoice),
      });
      return toCustomer(invoice, letter, pdf);
    },
    async newPayment(invoice): Promise<OutgoingMail> {
      const { content } = invoice;
      const { method, provider, id: paymentId } = paidFor(invoice);
      const letter = newPayment({
        brand,
        locale: admin.locale,
        amount: amountPaid(invoice),
        method,
        provider,
        invoiceNumber: content.number,
        paymentId,
        customerName: content.customer.name,
        customerEmail: content.customer.email,
        sold: soldIn(content.lines),
        account: invoice.account,
      });
      const receiver = { address: admin.address, role: 'admin' as const };
      return { ...envelope(settings, receiver, invoice.id), ...letter };
    },
  };
}

const soldIn = (lines: Invoice['content']['lines']): string =>
  lines.map(({ description }) => description).join(', ');

type Letter = Pick<OutgoingMail, 'subject' | 'html' | 'text'>;

function paidFor(invoice: Invoice): InvoicePayment {
  const payment = paymentOf(invoice);
  if (!payment) throw new Error('the paid invoice has no payment');
  return payment;
}
