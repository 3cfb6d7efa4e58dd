import { folded } from '../folded.ts';
import type { InvoiceParty } from './invoice.ts';

/** What an invoice can be found by, besides its number. */
export type Findable = {
  content: { number: string; customer: Pick<InvoiceParty, 'name' | 'email'> };
  /** Of the order, if it was one of ours. */
  title?: string;
};

/** Rows of one document, and how many of them are words of its title: each costs a write. */
const wordsMax = 8;
const titleWordsMax = 4;

/** A longer word is found by its beginning, and keys have a limit. */
const lettersMax = 40;

/** Words that say nothing of an invoice, in French and in English, and forms of companies. */
const idle = new Set(
  `a an and au aux avec d dans de des du en et for in l la le les of on ou par pour sa sarl sas sur
  the to un une with`.split(/\s+/),
);

/** Runs of letters and digits of any script, and pictures. */
const wordPattern = /[\p{L}\p{N}]+|\p{Extended_Pictographic}/gu;

/** The words of a text in its order, each once. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    Array.from(folded(text).matchAll(wordPattern), ([word]) =>
      [...word].slice(0, lettersMax).join(''),
    ),
  ),
];

/** The mailbox of an address as one word: `awadiop` of `awa.diop@shop.example`. */
const mailboxOf = (email: string): string => wordsOf(email.replace(/@[^@]*$/, '')).join('');

/** Everything that a search compares, as folded words, each once. */
export const foundText = ({ content: { number, customer }, title = '' }: Findable): string =>
  wordsOf([number, customer.name, customer.email, title].join(' ')).join(' ');

/**
 * The words under which an invoice is filed: of the name, the mailbox as one word, and the longest
 * of the title; none twice, none that begins another one, since that one is found by it, and none
 * that say nothing.
 *
 * @example Awa Diop, awa.diop@gmail.com, “Affiche A3” → affiche, awadiop, diop, a3
 */
export function filedWords({ content: { customer }, title = '' }: Findable): string[] {
  const words = [
    ...new Set([
      ...tellingOf(wordsOf(customer.name)),
      mailboxOf(customer.email),
      ...longestFirst(tellingOf(wordsOf(title))).slice(0, titleWordsMax),
    ]),
  ].filter((word) => word !== '');
  const filed = words.filter(
    (word) => !words.some((other) => other !== word && other.startsWith(word)),
  );
  return longestFirst(filed).slice(0, wordsMax);
}

const longestFirst = (words: readonly string[]): string[] =>
  words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** Without words that say nothing, unless there are no others: Madame Le Du has a name, too. */
function tellingOf(words: readonly string[]): string[] {
  const telling = words.filter((word) => !idle.has(word));
  return telling.length > 0 ? telling : [...words];
}

export type Search = {
  /** The beginning of a filed word: the longest of those that say something. */
  filed: string;
  /** The beginnings of all words. */
  words: readonly string[];
  /** Whether the text of a row has all the words that were searched for, or begins of them. */
  matches: (text: string) => boolean;
};

/** The beginning of an address: with its sign, or in parts with points between. */
const addressPattern = /^[^@\s]+@|^[^\s@.]+[._][^\s@]+$/;

/**
 * What to look up for a search; undefined when it has no letter, digit or picture. An address is
 * looked up by its mailbox, as far as it was typed.
 */
export function searchOf(q: string): Search | undefined {
  const wanted = wordsOf(q);
  const address = q.split(/\s+/).find((part) => addressPattern.test(part));
  const [filed] =
    address === undefined
      ? longestFirst(tellingOf(wanted))
      : [mailboxOf(address).slice(0, lettersMax)];
  return filed ? { filed, words: wanted, matches: hasAll(wanted) } : undefined;
}

const hasAll =
  (wanted: readonly string[]) =>
  (text: string): boolean => {
    const words = text.split(' ');
    return wanted.every((word) => words.some((one) => one.startsWith(word)));
  };

/**
 * The number, or the beginning of one, that a search is for: `fa-2026-42` is `FA-2026-000042`, and
 * `FA-2026-0000` the beginning of a hundred.
 */
export function searchedNumber(q: string): { year: string; prefix: string } | undefined {
  const [, kind, year, digits = ''] =
    /^\s*(FA|AV|AC)[- ]?(\d{4})(?:[- ]?(\d{0,6}))?\s*$/i.exec(q) ?? [];
  if (!kind || !year) return undefined;
  const isBeginning = digits === '' || digits.startsWith('0');
  const written = isBeginning ? digits : digits.padStart(6, '0');
  return { year, prefix: `${kind.toUpperCase()}-${year}-${written}` };
}
