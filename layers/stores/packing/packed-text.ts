import { deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import { invoiceWords } from './invoice-words.ts';
import { stripeWords } from './stripe-words.ts';

/**
 * What packed texts have in common, so that a row stores only what is its own, and stays below a
 * kilobyte, above which each of its writes costs double.
 *
 * A dictionary is for ever: what was packed with it cannot be read without it. If the texts change,
 * add another one; never change or remove one.
 */
const dictionaries = {
  invoice: Buffer.from(invoiceWords),
  notification: Buffer.from(stripeWords),
};

type Kind = keyof typeof dictionaries;

/** The text in the zlib form (RFC 1950), which names its dictionary. */
export const packedText = (kind: Kind, text: string): Buffer =>
  deflateSync(text, { dictionary: dictionaries[kind], level: 9 });

/**
 * A packed text, also one that was packed with gzip before there were dictionaries.
 *
 * @throws Error for other bytes.
 */
export function unpackedText(bytes: Uint8Array): string {
  if (isGzip(bytes)) return gunzipSync(bytes).toString();
  const name = nameIn(bytes);
  const dictionary = Object.values(dictionaries).find((one) => nameOf(one) === name);
  return inflateSync(bytes, { dictionary }).toString();
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** The checksum of its dictionary, which a text carries after two bytes. */
const nameIn = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(2, 6)).toString('hex');

const nameOf = (dictionary: Buffer): string => nameIn(deflateSync('', { dictionary }));
