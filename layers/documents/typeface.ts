import type { Font } from '@pdf-lib/fontkit';
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument, PDFFont } from 'pdf-lib';

/** One weight of the typeface: measures without a document, draws within one. */
export type Typeface = {
  pdfFont: PDFFont;
  hasGlyph(codePoint: number): boolean;
  widthOf(text: string, size: number): number;
};

type ParsedFont = { font: Font; advances: Map<string, number> };

/**
 * Parsed fonts, cached because parsing costs a third of a document.
 *
 * Safe to share: a parsed font never changes a document's content, since every character has its
 * own glyph (asserted by a test) and each document makes its own subset. An entry is released
 * together with the bytes that are its key.
 */
const parsedFonts = new WeakMap<Uint8Array, ParsedFont>();

function parsed(bytes: Uint8Array): ParsedFont {
  const known = parsedFonts.get(bytes);
  if (known) return known;
  const fresh = { font: fontkit.create(bytes), advances: new Map<string, number>() };
  // The font keeps the first meaning of a glyph: one first used as a part of another (the w of ŵ)
  // would represent no letter in later documents, which could then not be searched for it.
  for (const codePoint of fresh.font.characterSet) fresh.font.glyphForCodePoint(codePoint);
  parsedFonts.set(bytes, fresh);
  return fresh;
}

/** Embeds the font, reduced to the glyphs that the document uses. */
export async function embedTypeface(document: PDFDocument, bytes: Uint8Array): Promise<Typeface> {
  const { font, advances } = parsed(bytes);
  document.registerFontkit({ create: () => font });
  const pdfFont = await document.embedFont(bytes, { subset: true });
  return {
    pdfFont,
    hasGlyph: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => (advanceOf(text, font, advances) * size) / font.unitsPerEm,
  };
}

/** Widths simply add up: the cut fonts have neither kerning nor ligatures. */
function advanceOf(text: string, font: Font, advances: Map<string, number>): number {
  let total = 0;
  for (const sign of drawnText(text)) {
    let advance = advances.get(sign);
    if (advance === undefined) {
      advance = font.glyphForCodePoint(sign.codePointAt(0)!).advanceWidth;
      advances.set(sign, advance);
    }
    total += advance;
  }
  return total;
}

/** A no-break space only matters for wrapping; on paper it is a space. */
export const drawnText = (text: string): string => text.replaceAll('\u00a0', ' ');
