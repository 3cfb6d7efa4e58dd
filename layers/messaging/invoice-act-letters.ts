import type { Invoice } from '#domain/invoices/invoice-store';
import { subjectOf } from '#domain/invoices/mentions';
import type { InvoiceActLetters } from '#domain/messages/notify-of-invoice-act';
import { money } from '#domain/money';
import { envelope } from './envelope.ts';
import type { LetterSettings } from './invoice-letters.ts';
import { invoiceCopy } from './templates/invoice-copy.ts';
import { reminder } from './templates/reminder.ts';

type ActLetterSettings = Pick<LetterSettings, 'brand' | 'from' | 'now' | 'downloadUrl' | 'payUrl'>;

/** The mails that people and the schedule cause about an invoice: copies and reminders. */
export function invoiceActLetters(settings: ActLetterSettings): InvoiceActLetters {
  const { brand } = settings;
  const about = ({ content }: Invoice, to: string, eventId: string, pdf: Uint8Array) => ({
    ...envelope(settings, { address: to, role: 'buyer' }, eventId),
    replyTo: brand.supportEmail,
    attachments: [
      { filename: `${content.number}.pdf`, contentType: 'application/pdf', content: pdf },
    ],
  });
  return {
    async invoiceCopy(invoice, { eventId, pdf, to }) {
      const { kind, customer, locale, number, issueDate, totals, currency } = invoice.content;
      const letter = invoiceCopy({
        brand,
        locale,
        isCreditNote: kind === 'credit_note',
        customerName: customer.name,
        number,
        issueDate,
        amount: money(totals.grossMinor, currency),
        downloadUrl: await settings.downloadUrl(invoice),
      });
      return { ...about(invoice, to ?? customer.email, eventId, pdf), ...letter };
    },
    async reminder(invoice, { eventId, pdf, tone }) {
      const { customer, locale, number, issueDate, dueDate, totals, currency, mentions } =
        invoice.content;
      const letter = reminder({
        brand,
        locale,
        tone,
        customerName: customer.name,
        amount: money(totals.dueMinor, currency),
        invoiceNumber: number,
        issueDate,
        dueDate,
        isOverdue: invoice.status === 'overdue',
        // Of companies only: the invoice's own words, as they were frozen (Code de commerce L441-10).
        lateTerms: mentions.filter((text) => ['PMD', 'PMT'].includes(subjectOf(text) ?? '')),
        payUrl: await settings.payUrl(invoice),
      });
      return { ...about(invoice, customer.email, eventId, pdf), ...letter };
    },
  };
}
