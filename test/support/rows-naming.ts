import { unpackedText } from '#stores/packing/packed-text';
import type { Item } from '#stores/table';

/** The rows that still say who somebody was, however it is written. */
export function rowsNaming(rows: readonly Item[], words: readonly string[]): string[] {
  const wanted = words.map((word) => word.toLowerCase());
  return rows
    .filter((row) => wanted.some((word) => textOf(row).includes(word)))
    .map(({ pk, sk }) => `${pk} ${sk}`);
}

const textOf = (row: Item): string =>
  // The second argument of a replacer is what a Buffer makes of itself, so its owner is asked.
  JSON.stringify(row, function (this: Item, name, said) {
    const value = this[name];
    if (value instanceof Uint8Array) return readable(value);
    return value instanceof Set ? [...value] : said;
  }).toLowerCase();

/** Packed bytes, as text. */
function readable(bytes: Uint8Array): string {
  try {
    return unpackedText(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
