import { ofName } from '#domain/elision';
import type { Locale } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type DocumentRejected = {
  brand: Brand;
  locale: Locale;
  number: string;
  isCreditNote: boolean;
  customerName: string;
  /** Of the platform: `213` rejected by a platform, `210` refused by the buyer. */
  code: string;
  /** As the platform says it. */
  reason?: string;
};

/** Tells the shop that a document was not taken, and what to do. */
export function documentRejected(input: DocumentRejected): Message {
  const { brand, locale, number, isCreditNote, customerName, code, reason } = input;
  const words = wordsIn[locale];
  const what = isCreditNote ? words.creditNote(number) : words.invoice(number);
  const isByBuyer = code === '210';
  return composeLetter({
    brand,
    locale,
    subject: words.subject(what, isByBuyer),
    preheader: reason ?? words.noReason,
    heading: words.heading,
    paragraphs: [words.said(what, customerName, isByBuyer), words.next],
    facts: [
      { label: words.customer, value: customerName },
      { label: words.status, value: code },
      { label: words.reason, value: reason ?? words.noReason },
    ],
    closing: words.closing(brand.name),
  });
}

const french = {
  invoice: (number: string) => `facture ${number}`,
  creditNote: (number: string) => `avoir ${number}`,
  subject: (what: string, isByBuyer: boolean) =>
    `Plateforme de facturation : ${what}, ${isByBuyer ? 'refus du client' : 'rejet'}`,
  heading: 'Document non accepté',
  said: (what: string, name: string, isByBuyer: boolean) =>
    isByBuyer
      ? `${name} a refusé un document sur la plateforme : ${what}.`
      : `La plateforme a rejeté un document destiné à ${name} : ${what}.`,
  next: 'Son numéro reste utilisé. Corrigez la cause, annulez le document par un avoir, puis émettez une nouvelle facture : ne le renvoyez pas tel quel.',
  customer: 'Client :',
  status: 'Statut :',
  reason: 'Motif :',
  noReason: 'aucun motif indiqué',
  closing: (brand: string) =>
    `Vous recevez ce message car vous gérez les paiements ${ofName(brand)}.`,
};

const english: typeof french = {
  invoice: (number) => `invoice ${number}`,
  creditNote: (number) => `credit note ${number}`,
  subject: (what, isByBuyer) =>
    `Invoicing platform: ${what} was ${isByBuyer ? 'refused by the customer' : 'rejected'}`,
  heading: 'A document was not accepted',
  said: (what, name, isByBuyer) =>
    isByBuyer
      ? `${name} has refused a document on the platform: ${what}.`
      : `The platform has rejected a document for ${name}: ${what}.`,
  next: 'Its number stays used. Remove the cause, cancel the document by a credit note, and issue a new invoice: do not send it again as it is.',
  customer: 'Customer:',
  status: 'Status:',
  reason: 'Reason:',
  noReason: 'no reason given',
  closing: (brand) => `You receive this message because you manage the payments of ${brand}.`,
};

const wordsIn = { fr: french, en: english };
