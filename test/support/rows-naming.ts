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
  JSON.stringify(row, (_, value) =>
    value instanceof Uint8Array
      ? readable(value)
      : value instanceof Set
        ? [...value]
        : (value as unknown),
  ).toLowerCase();

/** Packed bytes, as text. */
function readable(bytes: Uint8Array): string {
  try {
    return unpackedText(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}
