import { writtenDate } from '#domain/calendar/written';
import { ofName } from '#domain/elision';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type ReminderLetter = {
  brand: Brand;
  locale: Locale;
  tone: 'friendly' | 'firm' | 'last';
  customerName: string;
  amount: Money;
  invoiceNumber: string;
  /** Calendar days in the seller's zone, `YYYY-MM-DD`. */
  issueDate: string;
  dueDate: string;
  isOverdue: boolean;
  /** What the invoice says of late payment; none for people. */
  lateTerms: readonly string[];
  payUrl: string;
};

/** Asks for the money of an invoice, in three tones. */
export function reminder(input: ReminderLetter): Message {
  const { brand, locale, tone, invoiceNumber, lateTerms } = input;
  const words = wordsIn[locale];
  const amount = formatMoney(input.amount, locale);
  const due = writtenDate(input.dueDate, locale);
  const state = input.isOverdue
    ? words.wasDue(invoiceNumber, amount, due)
    : words.isDue(invoiceNumber, amount, due);
  return composeLetter({
    brand,
    locale,
    subject: words.subjects[tone](invoiceNumber, brand.name),
    preheader: state,
    heading: words.headings[tone],
    paragraphs: [
      words.greeting(input.customerName),
      state,
      words.asks[tone],
      ...(lateTerms.length > 0 ? [words.terms(lateTerms)] : []),
      words.crossed,
    ],
    facts: [
      { label: words.amount, value: amount },
      { label: words.dueDate, value: due },
      {
        label: words.invoice,
        value: words.issued(invoiceNumber, writtenDate(input.issueDate, locale)),
      },
    ],
    action: { label: words.pay(amount), url: input.payUrl },
    closing: words.closing(brand.supportEmail),
  });
}

const french = {
  subjects: {
    friendly: (number: string, brand: string) => `Rappel\u00a0: facture ${number} ${ofName(brand)}`,
    firm: (number: string, brand: string) =>
      `Deuxième rappel\u00a0: facture ${number} ${ofName(brand)}`,
    last: (number: string, brand: string) =>
      `Dernier rappel\u00a0: facture ${number} ${ofName(brand)}`,
  },
  headings: {
    friendly: 'Un rappel, simplement',
    firm: 'Votre facture reste à payer',
    last: 'Dernier rappel',
  },
  greeting: (name: string) => `Bonjour ${name},`,
  wasDue: (number: string, amount: string, date: string) =>
    `La facture ${number}, de ${amount}, était à payer au plus tard le ${date}, et son paiement ne nous est pas parvenu.`,
  isDue: (number: string, amount: string, date: string) =>
    `La facture ${number}, de ${amount}, est à payer au plus tard le ${date}.`,
  asks: {
    friendly:
      'Il s’agit sans doute d’un oubli\u00a0: vous pouvez la payer en ligne en quelques instants.',
    firm: 'Nous vous remercions de la payer sans tarder, ou de nous dire ce qui l’empêche.',
    last: 'Sans paiement ni réponse de votre part, nous devrons en engager le recouvrement. Si quelque chose vous empêche de payer, écrivez-nous\u00a0: nous chercherons une solution avec vous.',
  },
  terms: (terms: readonly string[]) => `Rappel des conditions de la facture. ${terms.join('. ')}.`,
  crossed: 'Si vous l’avez payée entre-temps, ne tenez pas compte de ce message.',
  amount: 'Reste à payer\u00a0:',
  dueDate: 'Échéance\u00a0:',
  invoice: 'Facture\u00a0:',
  issued: (number: string, date: string) => `${number} du ${date}`,
  pay: (amount: string) => `Payer ${amount}`,
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  subjects: {
    friendly: (number, brand) => `Reminder: invoice ${number} from ${brand}`,
    firm: (number, brand) => `Second reminder: invoice ${number} from ${brand}`,
    last: (number, brand) => `Last reminder: invoice ${number} from ${brand}`,
  },
  headings: {
    friendly: 'Just a reminder',
    firm: 'Your invoice is still to be paid',
    last: 'Last reminder',
  },
  greeting: (name) => `Hello ${name},`,
  wasDue: (number, amount, date) =>
    `Invoice ${number} of ${amount} was due on ${date}, and we have not received its payment.`,
  isDue: (number, amount, date) => `Invoice ${number} of ${amount} is due on ${date}.`,
  asks: {
    friendly: 'It has probably been forgotten: you can pay it online in a moment.',
    firm: 'Please pay it now, or tell us what prevents you from paying.',
    last: 'Without a payment or an answer, we will have to start its recovery. If something prevents you from paying, write to us: we will look for a solution with you.',
  },
  terms: (terms) => `As a reminder, the terms of the invoice. ${terms.join('. ')}.`,
  crossed: 'If you have paid it in the meantime, please ignore this message.',
  amount: 'Still to be paid:',
  dueDate: 'Due date:',
  invoice: 'Invoice:',
  issued: (number, date) => `${number} of ${date}`,
  pay: (amount) => `Pay ${amount}`,
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
