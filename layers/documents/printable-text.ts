import { withPlainSpaces } from '#domain/money';

/** Replaces each character that the typeface cannot draw. */
export const missingSign = '□';

/** More marks on one letter are decoration, and would cover the neighbouring lines. */
const marksMax = 3;

/**
 * Makes any text fit for a PDF: replaces what cannot be drawn with `□`.
 *
 * Never throws. Composes accents (NFC), normalises spaces, drops control and direction characters
 * that could garble or reverse a line, spells out compatibility characters (`ﬁ` → `fi`, `①` → `1`),
 * and keeps line breaks.
 *
 * @example printable('Zoé 😀', hasGlyph) // 'Zoé □'
 */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): string {
  const composed = withPlainSpaces(text.toWellFormed().normalize('NFC'))
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replaceAll('\u2011', '-')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]|[\ufe00-\ufe0f\ufffe\uffff]/gu, '')
    .replace(/(?!\u00a0)\p{Zs}/gu, ' ')
    .replace(new RegExp(`(\\p{M}{${marksMax}})\\p{M}+`, 'gu'), '$1');
  return Array.from(composed, (sign) => drawable(sign, hasGlyph)).join('');
}

function drawable(sign: string, hasGlyph: (codePoint: number) => boolean): string {
  if (isSpace(sign) || hasGlyph(sign.codePointAt(0)!)) return sign;
  const spelledOut = sign.normalize('NFKC');
  const isSpelledOut = Array.from(spelledOut).every((part) => hasGlyph(part.codePointAt(0)!));
  if (isSpelledOut) return spelledOut;
  return /\p{M}|\p{Emoji_Modifier}/u.test(sign) ? '' : missingSign;
}

const isSpace = (sign: string): boolean => sign === ' ' || sign === '\u00a0' || sign === '\n';

/** Returns a copy of the value with `change` applied to every text in it. */
export function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]);
  return Object.fromEntries(entries) as T;
}
