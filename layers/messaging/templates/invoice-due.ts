import { writtenDate, writtenMonth } from '#domain/calendar/written';
import { ofName } from '#domain/elision';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type InvoiceDue = {
  brand: Brand;
  locale: Locale;
  customerName: string;
  amount: Money;
  /** Calendar day in the seller's zone, `YYYY-MM-DD`. */
  dueDate: string;
  invoiceNumber: string;
  /** The billed month, `YYYY-MM`. */
  month?: string;
  payUrl: string;
};

/** Sends a customer an invoice to pay, as an attachment. */
export function invoiceDue(input: InvoiceDue): Message {
  const { brand, locale, invoiceNumber, month } = input;
  const amount = formatMoney(input.amount, locale);
  const dueDate = writtenDate(input.dueDate, locale);
  const words = wordsIn[locale];
  const subject = month === undefined ? words.invoiceOf(amount) : usageOf(month, locale, amount);
  return composeLetter({
    brand,
    locale,
    subject: words.subject(brand.name, invoiceNumber),
    preheader: words.preheader(amount, dueDate),
    heading: words.heading,
    paragraphs: [words.greeting(input.customerName), subject, words.payBefore(dueDate)],
    facts: [
      { label: words.amount, value: amount },
      { label: words.dueDate, value: dueDate },
      { label: words.invoice, value: invoiceNumber },
    ],
    action: { label: words.pay(amount), url: input.payUrl },
    closing: words.closing(brand.supportEmail),
  });
}

const usageOf = (month: string, locale: Locale, amount: string): string =>
  wordsIn[locale].usageOf(writtenMonth(month, locale), amount);

const french = {
  subject: (brand: string, invoice: string) => `Votre facture ${invoice} ${ofName(brand)}`,
  preheader: (amount: string, date: string) => `${amount} à payer au plus tard le ${date}.`,
  heading: 'Votre facture',
  greeting: (name: string) => `Bonjour ${name},`,
  invoiceOf: (amount: string) => `Voici votre facture de ${amount}, jointe à ce message.`,
  usageOf: (month: string, amount: string) =>
    `Votre consommation a dépassé ce que comprend votre formule (${month}). Voici la facture correspondante, de ${amount}, jointe à ce message.`,
  payBefore: (date: string) =>
    `Vous pouvez la payer en ligne jusqu’au ${date}, par le moyen de paiement de votre choix.`,
  amount: 'Montant TTC\u00a0:',
  dueDate: 'Échéance\u00a0:',
  invoice: 'Facture\u00a0:',
  pay: (amount: string) => `Payer ${amount}`,
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  subject: (brand, invoice) => `Your invoice ${invoice} from ${brand}`,
  preheader: (amount, date) => `${amount} to pay by ${date}.`,
  heading: 'Your invoice',
  greeting: (name) => `Hello ${name},`,
  invoiceOf: (amount) => `Here is your invoice of ${amount}, attached to this message.`,
  usageOf: (month, amount) =>
    `Your usage went above what your plan includes (${month}). Here is the invoice for it, ${amount}, attached to this message.`,
  payBefore: (date) => `You can pay it online until ${date}, in the way you choose.`,
  amount: 'Amount incl. VAT:',
  dueDate: 'Due date:',
  invoice: 'Invoice:',
  pay: (amount) => `Pay ${amount}`,
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
