import fc from 'fast-check';
import { wrapText } from '#documents/wrap-text';

const widthOf = (text: string) => text.length;

test('words move to the next line as a whole', () => {
  expect(wrapText('un savon noir', 8, widthOf)).toEqual(['un savon', 'noir']);
});

test('a no-break space keeps an amount together', () => {
  expect(wrapText('soit 40\u00a0€', 8, widthOf)).toEqual(['soit', '40\u00a0€']);
});

test('no line is too wide and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (text, width) => {
      const lines = wrapText(text, width, widthOf);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      const bare = (words: string) => words.replace(/ /g, '');
      expect(bare(lines.join(''))).toBe(bare(text.replaceAll('\n', '')));
    }),
  );
});
