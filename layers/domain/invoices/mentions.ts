import type { Locale } from '../money.ts';
import { type Exemption, franchiseText } from './exemption.ts';
import type { InvoiceLine, InvoiceParty, Seller } from './invoice.ts';
import { type AllSupplies, suppliesOf } from './supplies.ts';

/** Mentions that every electronic invoice names by a code (UNTDID 4451; XP Z12-012, BR-FR-05). */
export type MentionSubject = 'PMT' | 'PMD' | 'AAB';

type Mention = {
  subject?: MentionSubject;
  /** First issue date that prints it, and the last one when it has been replaced. */
  validFrom: string;
  validUntil?: string;
  applies: (invoice: Mentioned) => boolean;
  text: Record<Locale, string>;
};

/** What decides which mentions an invoice prints. */
type Mentioned = { seller: Seller; customer: InvoiceParty; supplies: AllSupplies };

const isCompany = ({ customer }: Mentioned) => customer.kind === 'company';

/**
 * Legal texts with their dates: an invoice freezes those valid on its issue date.
 *
 * Sources: CGI ann. II art. 242 nonies A, I (8° bis, 11° bis, 12°); Code de commerce L441-9,
 * L441-10 and D441-5 (business customers only); CGI art. 293 B, cited until 2028-06-30 at the
 * latest (ordonnance 2026-671).
 */
const mentions: readonly Mention[] = [
  {
    validFrom: '2000-01-01',
    validUntil: '2028-06-30',
    applies: ({ seller }) => seller.vatNumber === undefined,
    text: franchiseText,
  },
  {
    validFrom: '2022-10-01',
    applies: ({ supplies }) => supplies === 'services',
    text: { fr: 'Opération\u00a0: prestation de services', en: 'Supply: services' },
  },
  {
    validFrom: '2022-10-01',
    applies: ({ supplies }) => supplies === 'goods',
    text: { fr: 'Opération\u00a0: livraison de biens', en: 'Supply: goods' },
  },
  {
    validFrom: '2022-10-01',
    applies: ({ supplies }) => supplies === 'both',
    text: {
      fr: 'Opération\u00a0: livraison de biens et prestation de services',
      en: 'Supply: goods and services',
    },
  },
  {
    validFrom: '2022-10-01',
    applies: ({ seller }) => seller.paysVatOnDebits === true,
    text: {
      fr: 'Option pour le paiement de la taxe d’après les débits',
      en: 'Option pour le paiement de la taxe d’après les débits (VAT due on invoicing)',
    },
  },
  {
    subject: 'AAB',
    validFrom: '2000-01-01',
    applies: isCompany,
    text: {
      fr: 'Escompte pour paiement anticipé\u00a0: néant',
      en: 'No discount for early payment',
    },
  },
  {
    subject: 'PMD',
    validFrom: '2013-01-01',
    applies: isCompany,
    text: {
      fr: 'Pénalités de retard\u00a0: taux de refinancement de la BCE majoré de 10 points, exigibles sans rappel',
      en: 'Late payment: ECB refinancing rate plus 10 points, due without reminder',
    },
  },
  {
    subject: 'PMT',
    validFrom: '2013-01-01',
    applies: isCompany,
    text: {
      fr: 'Indemnité forfaitaire pour frais de recouvrement\u00a0: 40\u00a0€',
      en: 'Fixed compensation for recovery costs: €40',
    },
  },
];

/** The mentions that the law requires for this seller and customer, and why no VAT is charged. */
export const mentionsFor = (invoice: {
  seller: Seller;
  customer: InvoiceParty;
  lines: readonly Pick<InvoiceLine, 'supplies'>[];
  exemptions: readonly Exemption[];
  issueDate: string;
  locale: Locale;
}): string[] => [
  ...new Set([...datedMentions(invoice), ...invoice.exemptions.map(({ text }) => text)]),
];

/** What a printed mention is about; undefined for one that needs no code. */
export const subjectOf = (text: string): MentionSubject | undefined =>
  mentions.find((mention) => Object.values(mention.text).includes(text))?.subject;

/** The mention that is in force on a day. */
export function mentionOn(subject: MentionSubject, day: string, locale: Locale): string {
  const found = mentions.find((mention) => mention.subject === subject && isInForce(mention, day));
  if (!found) throw new Error('a required mention is in force on no such day');
  return found.text[locale];
}

const isInForce = ({ validFrom, validUntil }: Mention, day: string): boolean =>
  validFrom <= day && (validUntil === undefined || day <= validUntil);

const datedMentions = (invoice: Parameters<typeof mentionsFor>[0]): string[] => {
  const mentioned = { ...invoice, supplies: suppliesOf(invoice) };
  return mentions
    .filter((mention) => isInForce(mention, invoice.issueDate) && mention.applies(mentioned))
    .map(({ text }) => text[invoice.locale]);
};
