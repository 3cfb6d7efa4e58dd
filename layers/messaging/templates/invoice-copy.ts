import { writtenDate } from '#domain/calendar/written';
import { ofName } from '#domain/elision';
import { formatMoney, type Locale, type Money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Message } from './layout.ts';

export type InvoiceCopy = {
  brand: Brand;
  locale: Locale;
  isCreditNote: boolean;
  customerName: string;
  number: string;
  /** Calendar day in the seller's zone, `YYYY-MM-DD`. */
  issueDate: string;
  amount: Money;
  downloadUrl: string;
};

/** Brings an invoice or a credit note again, as a copy. */
export function invoiceCopy(input: InvoiceCopy): Message {
  const { brand, locale, number, isCreditNote } = input;
  const words = wordsIn[locale];
  const thing = isCreditNote ? words.creditNote : words.invoice;
  const amount = formatMoney(input.amount, locale);
  const issued = writtenDate(input.issueDate, locale);
  return composeLetter({
    brand,
    locale,
    subject: words.subject(thing, number, brand.name),
    preheader: words.attached(thing, number, issued),
    heading: words.heading(thing),
    paragraphs: [
      words.greeting(input.customerName),
      words.attached(thing, number, issued),
      words.original(thing),
    ],
    facts: [
      { label: words.number, value: number },
      { label: words.issued, value: issued },
      { label: words.amount, value: amount },
    ],
    action: { label: words.download, url: input.downloadUrl },
    closing: words.closing(brand.supportEmail),
  });
}

type Thing = { name: string; the: string };

const french = {
  invoice: { name: 'facture', the: 'la facture' },
  creditNote: { name: 'avoir', the: 'l’avoir' },
  subject: ({ name }: Thing, number: string, brand: string) =>
    `Duplicata de votre ${name} ${number} ${ofName(brand)}`,
  heading: ({ name }: Thing) => `Duplicata de votre ${name}`,
  greeting: (name: string) => `Bonjour ${name},`,
  attached: ({ the }: Thing, number: string, date: string) =>
    `Vous trouverez ci-joint un duplicata de ${the} ${number} du ${date}.`,
  original: ({ the }: Thing) =>
    `Il porte la mention «\u00a0Duplicata\u00a0» et ne remplace pas ${the} d’origine\u00a0: ne l’enregistrez pas une seconde fois.`,
  number: 'Numéro\u00a0:',
  issued: 'Date\u00a0:',
  amount: 'Montant TTC\u00a0:',
  download: 'Télécharger l’original',
  closing: (email: string) => `Une question\u00a0? Écrivez-nous à ${email}.`,
};

const english: typeof french = {
  invoice: { name: 'invoice', the: 'invoice' },
  creditNote: { name: 'credit note', the: 'credit note' },
  subject: ({ name }, number, brand) => `Copy of your ${name} ${number} from ${brand}`,
  heading: ({ name }) => `Copy of your ${name}`,
  greeting: (name) => `Hello ${name},`,
  attached: ({ the }, number, date) => `A copy of ${the} ${number} of ${date} is attached.`,
  original: ({ name }) =>
    `It is marked “Duplicata” and does not replace the original ${name}: do not record it a second time.`,
  number: 'Number:',
  issued: 'Date:',
  amount: 'Amount incl. VAT:',
  download: 'Download the original',
  closing: (email) => `Any question? Write to us at ${email}.`,
};

const wordsIn = { fr: french, en: english };
