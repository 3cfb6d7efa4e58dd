import { writtenDate } from '../calendar/written.ts';
import { type Currency, formatMoney, type Locale } from '../money.ts';
import type { SubtractedDeposit } from './invoice.ts';

/** Names a deposit's invoice with its date and its VAT, which the final one does not owe again. */
export function depositMention(
  { number, issueDate, grossMinor, vatMinor }: SubtractedDeposit,
  { locale, currency }: { locale: Locale; currency: Currency },
): string {
  const money = (minor: number) => formatMoney({ minor, currency }, locale);
  const date = writtenDate(issueDate, locale);
  return {
    fr: `Acompte déduit\u00a0: facture ${number} du ${date}, ${money(grossMinor)} TTC, dont TVA ${money(vatMinor)}`,
    en: `Deposit subtracted: invoice ${number} of ${date}, ${money(grossMinor)} incl. VAT of ${money(vatMinor)}`,
  }[locale];
}
