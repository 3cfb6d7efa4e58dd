import { type Findable, filedWords, foundText } from '#domain/invoices/finding-words';
import { anyText, listOf, text } from './fields.ts';
import { type Key, keys } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

/** One of the words that an invoice is found by. */
export type Finding = {
  word: string;
  /** All that it is filed under. */
  words: string[];
  /** Everything that a search compares, so that no invoice is read which does not match. */
  text: string;
};

export const rowOfFinding = stored<Finding>({ word: text, words: listOf(text), text: anyText });

/** Files an invoice under its words; follows from its content alone, so repeating it is harmless. */
export async function fileInvoice(table: Table, id: string, invoice: Findable): Promise<void> {
  const words = filedWords(invoice);
  const text = foundText(invoice);
  await table.writeMany(
    words.map((word) => ({ key: keys.findingWord(word, id), item: { word, words, text } })),
  );
}

/** The rows by which an invoice can be found. */
export const findingKeysOf = (id: string, invoice: Findable): Key[] =>
  filedWords(invoice).map((word) => keys.findingWord(word, id));

/** The id of the invoice at the end of a row's key. */
export const invoiceIdIn = (sk: string): string => sk.slice(sk.lastIndexOf('#') + 1);
