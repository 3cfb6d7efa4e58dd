import { writtenDate } from '#domain/calendar/written';
import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';
import { type AmountTaken, writtenAmount } from './written-amount.ts';

export type CreditNoteIssued = {
  brand: Brand;
  locale: Locale;
  customerName: string;
  amount: AmountTaken;
  creditNoteNumber: string;
  corrects: { number: string; issueDate: string };
  /** The buyer's bank has given the money back, after a dispute; or nothing is owed any more, or another invoice takes its place. */
  why?: 'disputed' | 'cancelled' | 'replaced';
  downloadUrl: string;
  paymentId?: string;
};

/** Brings a buyer a credit note when no refund of the shop is to be told. */
export function creditNoteIssued(input: CreditNoteIssued): Message {
  const { brand, locale, corrects, creditNoteNumber } = input;
  const words = wordsIn[locale];
  const amount = writtenAmount(input.amount, locale);
  const invoice = words.invoiceOf(corrects.number, writtenDate(corrects.issueDate, locale));
  return composeLetter({
    brand,
    locale,
    subject: words.subject(creditNoteNumber, brand.name),
    preheader: words.attached(creditNoteNumber, amount),
    heading: words.heading,
    paragraphs: [
      words.greeting(input.customerName),
      ...(input.why === 'disputed' ? [words.disputed(amount)] : []),
      ...(input.why === 'cancelled' ? [words.cancelled(corrects.number)] : []),
      ...(input.why === 'replaced' ? [words.replaced(corrects.number)] : []),
      words.attached(creditNoteNumber, amount),
    ],
    facts: [
      { label: words.creditNote, value: creditNoteNumber },
      { label: words.amount, value: amount },
      { label: words.corrected, value: invoice },
      ...(input.paymentId ? [{ label: words.payment, value: input.paymentId }] : []),
    ],
    action: { label: words.download, url: input.downloadUrl },
    closing: words.closing(brand.supportEmail),
  });
}

const french = {
  replaced: (invoice: string) =>
    `La facture ${invoice} est annulée et remplacée par une nouvelle, que vous recevez dans un autre message. Vous n’avez rien à payer deux fois.`,
  cancelled: (invoice: string) =>
    `La facture ${invoice} est annulée\u00a0: vous n’avez plus rien à payer pour elle.`,
  subject: (number: string, brand: string) => `Votre avoir ${number} de ${brand}`,
  heading: 'Votre avoir',
  greeting: (name: string) => `Bonjour ${name},`,
  disputed: (amount: string) =>
    `Suite à la contestation de votre paiement, ${amount} vous ont été rendus par votre banque ou votre prestataire de paiement.`,
  attached: (number: string, amount: string) =>
    `L’avoir ${number} de ${amount} est joint à ce message\u00a0; gardez-le avec votre facture.`,
  creditNote: 'Avoir\u00a0:',
  amount: 'Montant\u00a0:',
  corrected: 'Facture corrigée\u00a0:',
  invoiceOf: (number: string, date: string) => `${number} du ${date}`,
  payment: 'Paiement\u00a0:',
  download: 'Télécharger l’avoir',
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  replaced: (invoice) =>
    `Invoice ${invoice} is cancelled and replaced by a new one, which comes in another message. You have nothing to pay twice.`,
  cancelled: (invoice) => `Invoice ${invoice} is cancelled: you have nothing left to pay for it.`,
  subject: (number, brand) => `Your credit note ${number} from ${brand}`,
  heading: 'Your credit note',
  greeting: (name) => `Hello ${name},`,
  disputed: (amount) =>
    `After you disputed your payment, your bank or payment provider gave ${amount} back to you.`,
  attached: (number, amount) =>
    `Credit note ${number} of ${amount} is attached to this message; keep it with your invoice.`,
  creditNote: 'Credit note:',
  amount: 'Amount:',
  corrected: 'Corrected invoice:',
  invoiceOf: (number, date) => `${number} of ${date}`,
  payment: 'Payment:',
  download: 'Download the credit note',
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
