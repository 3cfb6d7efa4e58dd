import * as fc from 'fast-check';
import { black, contrastOf, hexOf, type Rgb, rgbOf, textOn, white } from '#vocabulary/colors';

test('contrasts are those of WCAG', () => {
  expect(contrastOf(white, black)).toBe(21);
  expect(contrastOf(black, white)).toBe(21);
  expect(contrastOf(white, white)).toBe(1);
  expect(contrastOf(rgbOf('#777777'), white)).toBeCloseTo(4.478, 3);
  expect(contrastOf(rgbOf('#1f5f4a'), white)).toBeCloseTo(7.5, 1);
});

test('colours are read and written as CSS writes them', () => {
  expect(rgbOf('#0B5563')).toEqual([11, 85, 99]);
  expect(hexOf([11, 85, 99])).toBe('#0b5563');
});

test.each([
  ['#1f5f4a', white],
  ['#ffe600', black],
  ['#ffffff', black],
  ['#000000', white],
  // On either side of the grey that both can be read on equally well.
  ['#747474', white],
  ['#777777', black],
] as const)('on %s the better text is chosen', (color, text) => {
  expect(textOn(rgbOf(color))).toBe(text);
});

test('text can be read on any colour', () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(part, part, part), (color: Rgb) => {
      return contrastOf(textOn(color), color) >= 4.5;
    }),
  );
});
