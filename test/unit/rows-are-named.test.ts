import { readdirSync, readFileSync } from 'node:fs';
import { exceptions, type ShopName, shopNames } from '#test/rows';

const folder = 'test/cases/rows';
const catalogue = Array.from({ length: 34 }, (_, index) => index + 1);

const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'));

/** Rows that a title names itself: `test('row 14, …`. */
const titled = texts.flatMap((text) =>
  [...text.matchAll(/['"`](row \d+, [^:]+): /g)].map(([, title = '']) => title),
);

/** Rows that are tested through every shop but the exceptions: `row(14, …`. */
const throughEachShop = texts.flatMap((text) =>
  [...text.matchAll(/\brow\(\s*(\d+),/g)].map(([, row]) => Number(row)),
);

function namedThrough(row: number): string[] {
  const own = titled
    .filter((title) => title.startsWith(`row ${row}, `))
    .map((title) => title.replace(`row ${row}, `, ''))
    .filter((name) => !/[$%]/.test(name));
  const isExcepted = (name: ShopName) => exceptions[row]?.[name] !== undefined;
  const each = throughEachShop.includes(row) ? shopNames.filter((name) => !isExcepted(name)) : [];
  return [...new Set([...each, ...own])];
}

test.each(catalogue.map((row) => ({ row, through: namedThrough(row).join(', ') })))(
  'row $row of the catalogue of edge cases is named by a test: $through',
  ({ through }) => expect(through).not.toBe(''),
);

test('no test names a row that the catalogue does not have', () => {
  const named = [...throughEachShop, ...titled.map((title) => Number(title.match(/\d+/)))];
  expect(named.filter((row) => !catalogue.includes(row))).toEqual([]);
});

test('a provider that is left out of a row has a reason, and every row lists its providers', () => {
  expect(Object.keys(exceptions).map(Number)).toEqual(catalogue);
  for (const reasons of Object.values(exceptions))
    for (const reason of Object.values(reasons)) expect(reason).toMatch(/^[A-Z].{10,}\.$/);
});
