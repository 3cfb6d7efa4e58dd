/** Letters that are not a base letter plus accent, with their usual spelling without one. */
const spelled: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ς: 'σ',
  '’': "'",
};

/** Text as people type it: accents, case, normal form and kinds of blanks do not matter. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    // Marks, invisible signs, and what stretches Arabic words.
    .replace(/[\p{M}\p{Cf}ـ]/gu, '')
    .toLowerCase()
    .replace(/[œæßøłđıς’]/g, (letter) => spelled[letter]!)
    .replace(/\s+/g, ' ')
    .trim();
