import fc from 'fast-check';
import { readCsv } from '../../../ops/refunds/csv.ts';

test('line numbers are those of an editor, with blank lines and quoted line ends', () => {
  expect(readCsv('payment,reason\r\n\r\npay_1,"two\nlines"\r\npay_2, plain \n')).toEqual([
    { line: 1, fields: ['payment', 'reason'] },
    { line: 3, fields: ['pay_1', 'two\nlines'] },
    { line: 5, fields: ['pay_2', 'plain'] },
  ]);
});

test('whatever is quoted is read back as it was written', () => {
  const value = fc.string().map((text) => text.trim());
  const row = fc.tuple(value, value, fc.constant('x'));
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom(',', ';'), (rows, separator) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = [['a', 'b', 'c'], ...rows].map((fields) => fields.map(quoted).join(separator));
      const read = readCsv(lines.join('\n')).map(({ fields }) => fields);
      expect(read).toEqual([['a', 'b', 'c'], ...rows]);
    }),
  );
});
