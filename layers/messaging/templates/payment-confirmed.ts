import { writtenDate } from '#domain/calendar/written';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type PaymentConfirmed = {
  brand: Brand;
  locale: Locale;
  customerName: string;
  amount: Money;
  /** Calendar day in the seller's zone, `YYYY-MM-DD`. */
  paidDate: string;
  invoiceNumber: string;
  description: string;
  paymentId: string;
  downloadUrl: string;
  /** For an order of ours: what account the buyer has. */
  account?: 'made' | 'inactive' | 'member';
  signInUrl: string;
};

/** Tells a buyer that the payment arrived; the invoice is attached. */
export function paymentConfirmed(input: PaymentConfirmed): Message {
  const { brand, locale, invoiceNumber, description, paymentId, downloadUrl } = input;
  const { account, signInUrl } = input;
  const amount = formatMoney(input.amount, locale);
  const date = writtenDate(input.paidDate, locale);
  const words = wordsIn[locale];
  return composeLetter({
    brand,
    locale,
    subject: words.subject(brand.name, invoiceNumber),
    preheader: words.preheader(amount, date),
    heading: words.heading,
    paragraphs: [
      words.greeting(input.customerName),
      words.received(amount, date),
      ...(account === undefined ? [] : [words.account[account](signInUrl)]),
    ],
    facts: [
      { label: words.amount, value: amount },
      { label: words.date, value: date },
      { label: words.description, value: description },
      { label: words.invoice, value: invoiceNumber },
      { label: words.payment, value: paymentId },
    ],
    action: { label: words.download, url: downloadUrl },
    closing: words.closing(brand.supportEmail),
  });
}

const french = {
  subject: (brand: string, invoice: string) => `Votre paiement à ${brand}, facture ${invoice}`,
  preheader: (amount: string, date: string) =>
    `Nous avons reçu ${amount} le ${date}. Votre facture est jointe.`,
  heading: 'Paiement confirmé',
  greeting: (name: string) => `Bonjour ${name},`,
  received: (amount: string, date: string) =>
    `Merci\u00a0! Nous avons bien reçu votre paiement de ${amount} le ${date}. Votre facture est jointe à ce message.`,
  amount: 'Montant TTC\u00a0:',
  date: 'Date du paiement\u00a0:',
  description: 'Objet\u00a0:',
  invoice: 'Facture\u00a0:',
  payment: 'Paiement\u00a0:',
  download: 'Télécharger la facture',
  account: {
    made: (url: string) =>
      `Un compte vous attend\u00a0: un autre e-mail vous apporte le lien pour choisir votre mot de passe. Vous vous connecterez ensuite ici\u00a0: ${url}`,
    inactive: (url: string) =>
      `Cette commande est dans le compte qui vous attend\u00a0: choisissez votre mot de passe par le lien déjà reçu, puis connectez-vous ici\u00a0: ${url}`,
    member: (url: string) =>
      `Cette commande est dans votre compte. Connectez-vous ici\u00a0: ${url}`,
  },
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  subject: (brand, invoice) => `Your payment to ${brand}, invoice ${invoice}`,
  preheader: (amount, date) => `We received ${amount} on ${date}. Your invoice is attached.`,
  heading: 'Payment confirmed',
  greeting: (name) => `Hello ${name},`,
  received: (amount, date) =>
    `Thank you! We received your payment of ${amount} on ${date}. Your invoice is attached to this message.`,
  amount: 'Amount incl. VAT:',
  date: 'Payment date:',
  description: 'For:',
  invoice: 'Invoice:',
  payment: 'Payment:',
  download: 'Download the invoice',
  account: {
    made: (url) =>
      `An account is waiting for you: another e-mail brings the link to choose your password. You will then sign in here: ${url}`,
    inactive: (url) =>
      `This order is in the account that is waiting for you: choose your password by the link you have received, then sign in here: ${url}`,
    member: (url) => `This order is in your account. Sign in here: ${url}`,
  },
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
