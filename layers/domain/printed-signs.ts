/**
 * The characters that documents can print: the inclusive ranges that `bin/cut-fonts.ts` keeps of
 * the typeface. They cover names in every official language of the European Union and in the Latin
 * alphabets of the product's countries in Africa.
 *
 * U+00A0 and U+00AD share a glyph with space and hyphen, so they are left out.
 */
export const printedRanges: readonly (readonly [first: number, last: number])[] = [
  [0x20, 0x7e], // ASCII
  [0xa1, 0xac], // Latin-1
  [0xae, 0xff],
  [0x100, 0x17f], // Latin Extended-A
  [0x180, 0x24f], // Latin Extended-B: ƙ ɓ ƴ and the other hooked letters of Hausa and Fula
  [0x250, 0x2af], // IPA: ɓ ɗ ɛ ɔ of Ewe, Bambara, Akan
  [0x2b0, 0x2ff], // Modifier letters: the glottal stop ʼ
  [0x300, 0x36f], // Combining marks: tones that have no letter of their own
  [0x374, 0x375], // Greek
  [0x37a, 0x37d],
  [0x384, 0x38a],
  [0x38c, 0x38c],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x400, 0x513], // Cyrillic: Bulgarian, and its neighbours
  [0x1e00, 0x1e9b], // Latin Extended Additional: ẹ ọ ṣ of Yoruba and Igbo, Vietnamese
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9],
  [0x1f00, 0x1f15], // Greek Extended: names as older documents spell them
  [0x1f18, 0x1f1d],
  [0x1f20, 0x1f45],
  [0x1f48, 0x1f4d],
  [0x1f50, 0x1f57],
  [0x1f59, 0x1f59],
  [0x1f5b, 0x1f5b],
  [0x1f5d, 0x1f5d],
  [0x1f5f, 0x1f7d],
  [0x1f80, 0x1fb4],
  [0x1fb6, 0x1fc4],
  [0x1fc6, 0x1fd3],
  [0x1fd6, 0x1fdb],
  [0x1fdd, 0x1fef],
  [0x1ff2, 0x1ff4],
  [0x1ff6, 0x1ffe],
  [0x2010, 0x2010], // Dashes, quotation marks, bullet
  [0x2012, 0x2022],
  [0x2032, 0x2034],
  [0x2039, 0x203a],
  [0x2074, 0x2079], // Superior and inferior figures
  [0x207f, 0x2089],
  [0x2090, 0x2094],
  [0x20a0, 0x20b5], // Currencies
];

/** Single characters; the last one replaces any that cannot be printed. */
export const printedSigns = '…‰⁄₿№™℮←↑→↓−≈≠≤≥□';

const singles = new Set(Array.from(printedSigns, (sign) => sign.codePointAt(0)!));

export const isPrinted = (codePoint: number): boolean =>
  singles.has(codePoint) ||
  printedRanges.some(([first, last]) => first <= codePoint && codePoint <= last);
