import { readFileSync } from 'node:fs';
import fontkit from '@pdf-lib/fontkit';

const font = (style: string) =>
  fontkit.create(
    readFileSync(new URL(`../../../layers/assets/fonts/PeageSans-${style}.ttf`, import.meta.url)),
  );

describe.each(['Regular', 'Bold'])('the cut font, %s', (style) => {
  test('gives every character a glyph of its own, so that shared parsing changes no document', () => {
    const cut = font(style);
    const ids = cut.characterSet.map((code) => cut.glyphForCodePoint(code).id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the letters of French, English and West-African names', () => {
    const cut = font(style);
    for (const letter of 'ÀàÇçÉéÈèÊêËëÎîÏïÔôŒœÙùÛûÜüŸÿÆæ«»–—…‘’“”·•€£₦₵№□ƁɓƊɗƐɛƆɔŊŋƳƴƘƙẸẹỌọṢṣƉɖƑƒƔɣƲʋ\u0300\u0301\u0303')
      expect([letter, cut.hasGlyphForCodePoint(letter.codePointAt(0)!)]).toEqual([letter, true]);
  });

  test('does not bear the reserved name of the typeface it was cut from', () => {
    expect(font(style).familyName).toBe('Peage Sans');
  });
});
