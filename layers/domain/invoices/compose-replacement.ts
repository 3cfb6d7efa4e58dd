import { addDays, dayAt } from '../calendar/day.ts';
import { writtenDate } from '../calendar/written.ts';
import { paymentTermDays } from './compose-invoice.ts';
import type { InvoiceContent, InvoiceParty } from './invoice.ts';
import { amountPaid, type Invoice, paymentOf } from './invoice-store.ts';
import { mentionsFor } from './mentions.ts';

/**
 * Composes the invoice that replaces another one: the same sale, amounts and payment, issued today
 * to the buyer as it should have been named. Pure. It cites the old one (CGI art. 289, I-5; BG-3).
 */
export function composeReplacement(
  old: Invoice,
  { customer, number, issuedAt }: { customer: InvoiceParty; number: string; issuedAt: Date },
): InvoiceContent {
  const { content } = old;
  const { seller, lines, totals, locale } = content;
  const issueDate = dayAt(issuedAt, seller.timeZone);
  const payment = paymentOf(old);
  const paidMinor = payment ? amountPaid(old).minor : 0;
  return {
    ...content,
    number,
    corrects: { number: content.number, issueDate: content.issueDate },
    issuedAt: issuedAt.toISOString(),
    issueDate,
    dueDate: addDays(issueDate, paymentTermDays),
    customer,
    totals: { ...totals, paidMinor, dueMinor: totals.grossMinor - paidMinor },
    ...(payment && { payment }),
    mentions: [
      words[locale](content.number, writtenDate(content.issueDate, locale)),
      ...mentionsFor({
        seller,
        customer,
        lines,
        exemptions: totals.vatGroups.flatMap(({ exemption }) => exemption ?? []),
        issueDate,
        locale,
      }),
    ],
  };
}

const words = {
  fr: (number: string, date: string) => `Annule et remplace la facture ${number} du ${date}`,
  en: (number: string, date: string) => `Cancels and replaces invoice ${number} of ${date}`,
};
