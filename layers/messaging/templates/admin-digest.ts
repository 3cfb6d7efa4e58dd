import { writtenDate } from '#domain/calendar/written';
import { ofName } from '#domain/elision';
import type { GatheredNote } from '#domain/messages/admin-note-store';
import { type Currency, formatMoney, type Locale, type Money, money } from '#domain/money';
import type { Brand } from '#vocabulary/brand';
import { composeLetter, type Fact, type Message } from './layout.ts';

export type AdminDigest = {
  brand: Brand;
  locale: Locale;
  /** Calendar day (`YYYY-MM-DD`) and clock times (`09:00`) in the seller's zone. */
  day: string;
  from: string;
  to: string;
  /** How many notes an hour are sent one by one. */
  notesPerHour: number;
  notes: readonly GatheredNote[];
};

/** Longest list of invoices in a digest: mailboxes cut off longer mails. */
const listedMax = 50;

/** Tells the shop about an hour's payments that were not sent one by one. */
export function adminDigest({ brand, locale, notesPerHour, ...input }: AdminDigest): Message {
  const words = wordsIn[locale];
  const notes = input.notes.toSorted((a, b) => (a.invoiceNumber < b.invoiceNumber ? -1 : 1));
  const day = writtenDate(input.day, locale);
  const when = words.when(day, words.time(input.from), words.time(input.to));
  const totals = totalsOf(notes).map((total) => formatMoney(total, locale));
  return composeLetter({
    brand,
    locale,
    subject: words.subject(notes.length, when),
    preheader: words.preheader(totals),
    heading: words.heading(notes.length),
    paragraphs: [
      words.received(notes.length, when),
      notesPerHour === 0 ? words.allTogether : words.beyond(notesPerHour),
    ],
    facts: [
      ...totals.map((total) => ({ label: words.total, value: total })),
      ...invoiceRows(notes, locale),
    ],
    closing: words.closing(brand.name),
  });
}

function invoiceRows(notes: readonly GatheredNote[], locale: Locale): Fact[] {
  const words = wordsIn[locale];
  const listed = notes.slice(0, listedMax).map(({ invoiceNumber, amount }) => ({
    label: words.invoice(invoiceNumber),
    value: formatMoney(amount, locale),
  }));
  const others = notes.length - listed.length;
  return others > 0 ? [...listed, { label: words.others, value: String(others) }] : listed;
}

/** One total for each currency; different currencies are never added up. */
function totalsOf(notes: readonly GatheredNote[]): Money[] {
  const sums = new Map<Currency, number>();
  for (const { amount } of notes)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + amount.minor);
  return [...sums].map(([currency, minor]) => money(minor, currency));
}

const french = {
  subject: (count: number, when: string) => `${french.heading(count)} ${when}`,
  heading: (count: number) => (count > 1 ? `${count} nouveaux paiements` : '1 nouveau paiement'),
  when: (day: string, from: string, to: string) => `le ${day}, de ${from} à ${to}`,
  time: (clock: string) => clock.replace(':', '\u00a0h\u00a0'),
  preheader: (totals: string[]) => `${totals.join(', ')}.`,
  received: (count: number, when: string) =>
    count > 1 ? `${count} paiements sont arrivés ${when}.` : `Un paiement est arrivé ${when}.`,
  beyond: (count: number) =>
    count > 1
      ? `Les ${count} premiers de cette heure vous ont été annoncés un par un.`
      : 'Le premier de cette heure vous a été annoncé à part.',
  allTogether: 'Les paiements vous sont annoncés ensemble, une fois par heure.',
  total: 'Total TTC\u00a0:',
  invoice: (number: string) => `Facture ${number}\u00a0:`,
  others: 'Autres factures\u00a0:',
  closing: (brand: string) =>
    `Vous recevez ce message car vous gérez les paiements ${ofName(brand)}.`,
};

const english: typeof french = {
  subject: (count, when) => `${english.heading(count)} ${when}`,
  heading: (count) => (count > 1 ? `${count} new payments` : '1 new payment'),
  when: (day, from, to) => `on ${day}, from ${from} to ${to}`,
  time: (clock) => clock,
  preheader: (totals) => `${totals.join(', ')}.`,
  received: (count, when) =>
    count > 1 ? `${count} payments came in ${when}.` : `One payment came in ${when}.`,
  beyond: (count) =>
    count > 1
      ? `The first ${count} of that hour were announced one by one.`
      : 'The first of that hour was announced separately.',
  allTogether: 'Payments are announced together, once an hour.',
  total: 'Total incl. VAT:',
  invoice: (number) => `Invoice ${number}:`,
  others: 'Other invoices:',
  closing: (brand) => `You receive this message because you manage the payments of ${brand}.`,
};

const wordsIn = { fr: french, en: english };
