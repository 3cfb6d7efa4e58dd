import type { Locale } from '../../money.ts';
import type { InvoiceContent } from '../invoice.ts';
import { type MentionSubject, mentionOn, subjectOf } from '../mentions.ts';
import { natureOf } from './routing.ts';

/** BG-1: a text with its subject (UNTDID 4451); without one it is a mere note. */
export type Note = { subject?: MentionSubject | 'ABL' | 'BAR'; text: string };

/** Each exactly once on every invoice (BR-FR-05, BR-FR-06), those to consumers included. */
const required: readonly MentionSubject[] = ['PMT', 'PMD', 'AAB'];

/** What the Code de commerce prescribes between companies alone (L441-9, L441-10). */
const notForConsumers: Record<MentionSubject, Record<Locale, string>> = {
  PMT: {
    fr: 'Indemnité forfaitaire pour frais de recouvrement\u00a0: sans objet, client consommateur',
    en: 'Fixed compensation for recovery costs: not applicable to consumers',
  },
  PMD: {
    fr: 'Pénalités de retard\u00a0: sans objet, client consommateur',
    en: 'Late payment penalties: not applicable to consumers',
  },
  AAB: {
    fr: 'Escompte pour paiement anticipé\u00a0: néant',
    en: 'No discount for early payment',
  },
};

/**
 * The notes of an invoice: the required mentions as it prints them, the register, how platforms
 * treat it, and its other mentions. Reasons for no VAT are left out: each VAT group has its own.
 */
export function notesOf(content: InvoiceContent): Note[] {
  const { mentions, totals, seller } = content;
  const reasons = totals.vatGroups.flatMap(({ exemption }) => exemption?.text ?? []);
  const nature = natureOf(content);
  return [
    ...required.map((subject) => ({ subject, text: requiredText(content, subject) })),
    ...(seller.rcsCity ? [note('ABL', `RCS ${seller.rcsCity} ${seller.siren}`)] : []),
    ...(nature === undefined ? [] : [note('BAR', nature)]),
    ...mentions
      .filter((text) => subjectOf(text) === undefined && !reasons.includes(text))
      .map((text) => ({ text })),
  ];
}

const note = (subject: Note['subject'], text: string): Note => ({ subject, text });

/** As printed; an invoice numbered before the mentions were apart gets those of its day. */
function requiredText(content: InvoiceContent, subject: MentionSubject): string {
  const { mentions, customer, issueDate, locale } = content;
  const printed = mentions.find((text) => subjectOf(text) === subject);
  if (printed !== undefined) return printed;
  return customer.kind === 'company'
    ? mentionOn(subject, issueDate, locale)
    : notForConsumers[subject][locale];
}
