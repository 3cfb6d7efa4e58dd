import { writtenDate } from '#domain/calendar/written';
import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';
import { type AmountTaken, writtenAmount } from './written-amount.ts';

export type RefundConfirmed = {
  brand: Brand;
  locale: Locale;
  customerName: string;
  amount: AmountTaken;
  /** The amount that the buyer paid. */
  paid: AmountTaken;
  /** Calendar day in the seller's zone, `YYYY-MM-DD`; absent for money that nobody asked for. */
  paidDate?: string;
  /** The amount that was not refunded. */
  remaining: AmountTaken;
  description: string;
  /** The shop's note to the buyer. */
  note?: string;
  /** The refund's credit note, which is attached; absent for money that had no invoice. */
  creditNote?: { number: string; amount: AmountTaken; downloadUrl: string };
  refundId: string;
  paymentId: string;
};

/** Tells a buyer that a refund is on its way, and brings its credit note. */
export function refundConfirmed(input: RefundConfirmed): Message {
  const { brand, locale, paidDate, creditNote } = input;
  const words = wordsIn[locale];
  const amount = writtenAmount(input.amount, locale);
  return composeLetter({
    brand,
    locale,
    subject: words.subject(amount, brand.name),
    preheader: words.arrival,
    heading: words.heading,
    paragraphs: [
      words.greeting(input.customerName),
      words.refunded(amount),
      ...(input.note === undefined ? [] : [input.note]),
      words.arrival,
      ...(creditNote ? [words.attached(creditNote.number)] : []),
    ],
    facts: [
      { label: words.amount, value: amount },
      { label: words.paid, value: writtenAmount(input.paid, locale) },
      ...(paidDate ? [{ label: words.date, value: writtenDate(paidDate, locale) }] : []),
      { label: words.remaining, value: writtenAmount(input.remaining, locale) },
      { label: words.description, value: input.description },
      ...(creditNote
        ? [
            {
              label: words.creditNote,
              value: `${creditNote.number} (${writtenAmount(creditNote.amount, locale)})`,
            },
          ]
        : []),
      { label: words.refund, value: input.refundId },
      { label: words.payment, value: input.paymentId },
    ],
    ...(creditNote && { action: { label: words.download, url: creditNote.downloadUrl } }),
    closing: words.closing(brand.supportEmail),
  });
}

const french = {
  subject: (amount: string, brand: string) => `Votre remboursement de ${amount} par ${brand}`,
  heading: 'Remboursement confirmé',
  greeting: (name: string) => `Bonjour ${name},`,
  refunded: (amount: string) => `Nous vous avons remboursé ${amount}.`,
  arrival:
    'La date à laquelle l’argent vous parvient dépend de votre banque ou de votre opérateur\u00a0; comptez quelques jours.',
  attached: (number: string) =>
    `L’avoir ${number}, qui corrige votre facture, est joint à ce message.`,
  creditNote: 'Avoir\u00a0:',
  download: 'Télécharger l’avoir',
  amount: 'Montant remboursé\u00a0:',
  paid: 'Paiement d’origine\u00a0:',
  date: 'Date du paiement\u00a0:',
  remaining: 'Montant qui reste payé\u00a0:',
  description: 'Objet\u00a0:',
  refund: 'Remboursement\u00a0:',
  payment: 'Paiement\u00a0:',
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  subject: (amount, brand) => `Your refund of ${amount} from ${brand}`,
  heading: 'Refund confirmed',
  greeting: (name) => `Hello ${name},`,
  refunded: (amount) => `We have refunded ${amount} to you.`,
  arrival:
    'When the money reaches you depends on your bank or mobile operator; it may take a few days.',
  attached: (number) =>
    `Credit note ${number}, which corrects your invoice, is attached to this message.`,
  creditNote: 'Credit note:',
  download: 'Download the credit note',
  amount: 'Amount refunded:',
  paid: 'Original payment:',
  date: 'Payment date:',
  remaining: 'Amount still paid:',
  description: 'For:',
  refund: 'Refund:',
  payment: 'Payment:',
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
