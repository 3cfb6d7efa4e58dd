import { parseForm } from '../../../local/providers/stripe/forms.ts';

test.each([
  ['a=1', { a: '1' }],
  ['a[b][c]=1&a[b][d]=2', { a: { b: { c: '1', d: '2' } } }],
  ['a[0][b]=1&a[1][b]=2', { a: [{ b: '1' }, { b: '2' }] }],
  ['a[]=1&a[]=2', { a: ['1', '2'] }],
  ['a=1&a=2', { a: '2' }],
  ['a[b]=x+y%26z', { a: { b: 'x y&z' } }],
  ['a[b]=', { a: { b: '' } }],
  ['a[b.c]=1', { a: { 'b.c': '1' } }],
  ['constructor[prototype]=1', { constructor: { prototype: '1' } }],
  ['', {}],
])('%s is read as Stripe reads it', (text, expected) => {
  expect(JSON.parse(JSON.stringify(parseForm(text)))).toEqual(expected);
});

test('a list of a hundred lines with all their brackets stays a list', () => {
  const lines = Array.from({ length: 100 }, (_, index) => `l[${index}][p][q][m][k]=${index}`);
  const { l } = parseForm(lines.join('&'));
  expect(l).toHaveLength(100);
  expect(parseForm('a[b][c][d][e][f][g]=1')).toMatchObject({
    a: { b: { c: { d: { e: { f: { g: '1' } } } } } },
  });
});
