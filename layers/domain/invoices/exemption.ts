import type { Locale } from '../money.ts';
import { articleOf } from './exemption-article.ts';

/**
 * Why no VAT is charged (CGI ann. II art. 242 nonies A, I 12°): a code of the VATEX list, the
 * shop's own words, or both (EN 16931: BT-121, BT-120).
 */
export type ExemptionReason = { code?: string; text?: string };

/** VAT category of EN 16931 (UNCL 5305): exempt, reverse charge, within the EU, export, outside. */
export type ExemptionCategory = 'E' | 'AE' | 'K' | 'G' | 'O';

/** The reason as printed and frozen on an invoice. */
export type Exemption = { category: ExemptionCategory; code?: string; text: string };

export const franchiseCode = 'VATEX-FR-FRANCHISE';

export const franchiseText: Record<Locale, string> = {
  fr: 'TVA non applicable, art. 293 B du CGI',
  en: 'VAT not applicable, art. 293 B of the French tax code (CGI)',
};

/** Codes for more than a single article. */
const named: Record<string, { category?: ExemptionCategory; text: Record<Locale, string> }> = {
  [franchiseCode]: { text: franchiseText },
  'VATEX-FR-AE': {
    category: 'AE',
    text: {
      fr: 'Autoliquidation, art. 283, 2 du CGI',
      en: 'Autoliquidation (reverse charge), art. 283, 2 of the French tax code (CGI)',
    },
  },
  'VATEX-EU-AE': {
    category: 'AE',
    text: {
      fr: 'Autoliquidation, art. 196 de la directive 2006/112/CE',
      en: 'Autoliquidation (reverse charge), art. 196 of directive 2006/112/EC',
    },
  },
  'VATEX-EU-IC': {
    category: 'K',
    text: {
      fr: 'Livraison intracommunautaire exonérée, art. 262 ter, I du CGI',
      en: 'Exempt intra-Community supply, art. 138 of directive 2006/112/EC',
    },
  },
  'VATEX-EU-G': {
    category: 'G',
    text: {
      fr: 'Exportation exonérée, art. 262, I du CGI',
      en: 'Exempt export, art. 146 of directive 2006/112/EC',
    },
  },
  'VATEX-EU-O': {
    category: 'O',
    text: { fr: 'Opération hors du champ de la TVA', en: 'Outside the scope of VAT' },
  },
  'VATEX-EU-D': {
    text: {
      fr: 'Régime particulier – Agences de voyages',
      en: 'Margin scheme – Travel agents',
    },
  },
  'VATEX-EU-F': {
    text: {
      fr: 'Régime particulier – Biens d’occasion',
      en: 'Margin scheme – Second-hand goods',
    },
  },
  'VATEX-EU-I': {
    text: { fr: 'Régime particulier – Objets d’art', en: 'Margin scheme – Works of art' },
  },
  'VATEX-EU-J': {
    text: {
      fr: 'Régime particulier – Objets de collection et d’antiquité',
      en: 'Margin scheme – Collector’s items and antiques',
    },
  },
};

/** The words for a code, in each language; undefined for one that the VATEX list does not have. */
const textsFor = (code: string): Record<Locale, string> | undefined =>
  Object.hasOwn(named, code) ? named[code]!.text : articleOf(code);

/** Whether the VATEX list contains the code, for sales (not for credit notes). */
export const isExemptionCode = (code: string): boolean => textsFor(code) !== undefined;

export const categoryOf = ({ code = '' }: ExemptionReason): ExemptionCategory =>
  named[code]?.category ?? 'E';

/** The exemption text of an invoice in this language; the shop's own words take precedence. */
export function exemptionFrom(reason: ExemptionReason, locale: Locale): Exemption {
  const { code, text } = reason;
  const category = categoryOf(reason);
  return { category, ...(code && { code }), text: text ?? textOf(code ?? '', locale) };
}

function textOf(code: string, locale: Locale): string {
  const texts = textsFor(code);
  if (!texts) throw new Error('the exemption has neither a text nor a known code');
  return texts[locale];
}
