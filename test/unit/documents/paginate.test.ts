import fc from 'fast-check';
import { paginate } from '#documents/paginate';

const heights = fc.array(fc.integer({ min: 10, max: 100 }), { minLength: 1, maxLength: 80 });
const room = { first: 300, other: 500, carried: 20 };

test('every row is on exactly one page, in order, and no page overflows', () => {
  fc.assert(
    fc.property(heights, fc.integer({ min: 50, max: 400 }), (rows, closing) => {
      const pages = paginate(rows, closing, room);
      expect(pages.flatMap(({ from, to }) => rows.slice(from, to))).toEqual(rows);
      for (const [i, { from, to }] of pages.entries()) {
        const used = rows.slice(from, to).reduce((sum, row) => sum + row, 0);
        const isLast = i === pages.length - 1;
        expect(used + (isLast ? closing : room.carried)).toBeLessThanOrEqual(
          i === 0 ? room.first : room.other,
        );
      }
    }),
  );
});

test('totals that need a new page take rows with them', () => {
  expect(paginate([50, 50, 50, 50], 150, room)).toEqual([
    { from: 0, to: 2 },
    { from: 2, to: 4 },
  ]);
});

test('a row taller than the first page moves to the next', () => {
  expect(paginate([400], 50, room)).toEqual([
    { from: 0, to: 0 },
    { from: 0, to: 1 },
  ]);
});
