import fc from 'fast-check';
import { printable } from '#documents/printable-text';
import { anySign } from '#test/any-sign';

const latin = (codePoint: number) => codePoint >= 0x20 && codePoint < 0x250 && codePoint !== 0xa0;
const clean = (text: string) => printable(text, latin);

test.each([
  ['Zoe\u0308', 'Zoë'],
  ['1\u202f234\u2009€'.replace('€', 'F'), '1\u00a0234\u00a0F'],
  ['a\u2011b', 'a-b'],
  ['a\u0000\u0007\u200b\u202eb', 'ab'],
  ['ﬁn ＡＢ', 'fin AB'],
  ['a\r\nb\u2028c', 'a\nb\nc'],
  ['👍🏽', '□'],
  ['\ud800', '□'],
  ['一二', '□□'],
])('%j becomes %j', (text, expected) => {
  expect(clean(text)).toBe(expected);
});

const isDrawable = (sign: string): boolean =>
  sign === '□' || sign === '\n' || sign === '\u00a0' || latin(sign.codePointAt(0)!);

test('the result has only drawable characters, spaces and line breaks, whatever the input', () => {
  fc.assert(
    fc.property(fc.string({ unit: anySign }), (text) => {
      expect([...clean(text)].filter((sign) => !isDrawable(sign))).toEqual([]);
    }),
  );
});

test('clean text is not changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(clean(clean(text))).toBe(clean(text));
    }),
  );
});
