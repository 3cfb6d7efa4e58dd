import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';
import { isPrinted } from '#domain/printed-signs';

const font = (style: string) =>
  fontkit.create(
    readFileSync(new URL(`../../../layers/assets/fonts/PeageSans-${style}.ttf`, import.meta.url)),
  );

describe.each(['Regular', 'Bold'])('the subset font, %s', (style) => {
  test('gives every character its own glyph, so that shared parsing changes no document', () => {
    const cut = font(style);
    const ids = cut.characterSet.map((code) => cut.glyphForCodePoint(code).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the letters of French, English and West-African names', () => {
    const cut = font(style);
    for (const letter of 'ÀàÇçÉéÈèÊêËëÎîÏïÔôŒœÙùÛûÜüŸÿÆæ«»–—…‘’“”·•€£₦₵№□ƁɓƊɗƐɛƆɔŊŋƳƴƘƙẸẹỌọṢṣƉɖƑƒƔɣƲʋ\u0300\u0301\u0303')
      expect([letter, cut.hasGlyphForCodePoint(letter.codePointAt(0)!)]).toEqual([letter, true]);
  });

  test('has exactly the characters that documents are said to print [C9]', () => {
    const cut = font(style);
    const differing = Array.from({ length: 0x10000 - 0x20 }, (_, i) => i + 0x20).filter(
      (code) => isPrinted(code) !== cut.hasGlyphForCodePoint(code),
    );
    expect(differing).toEqual([]);
  });

  test('does not have the reserved name of its original typeface', () => {
    expect(font(style).familyName).toBe('Peage Sans');
  });
});
