import { readFileSync } from 'node:fs';

const text = readFileSync('docs/access-patterns.md', 'utf8');

/** `{ pk: 'X#…', sk: 'Y#…' }`, as the files that build them write it, without the values. */
const built = [
  ...['keys', 'mail-keys', 'monitoring-keys']
    .map((file) => readFileSync(`layers/stores/${file}.ts`, 'utf8'))
    .join('')
    .matchAll(/\bpk: (?:`([A-Z_]+#)|'([A-Z_]+)')[^,]*,\s*sk: (?:`([A-Z_]+#)|'([A-Z_]+)')/g),
].map(([, pk, fixedPk, sk, fixedSk]) => [pk ?? fixedPk, sk ?? fixedSk] as [string, string]);

test('the keys are read from where they are built', () => {
  expect(built.length).toBeGreaterThan(20);
});

test.each(built)('rows with a key %s … / %s … are in the list of access patterns', (pk, sk) => {
  const listed = text
    .split('\n')
    .some((line) => line.includes(`\`${pk}`) && line.includes(`/ \`${sk}`));
  expect(listed).toBe(true);
});
