import { ofName } from '#domain/elision';

test.each([
  ['Atelier Péage', 'd’Atelier Péage'],
  ['Élise', 'd’Élise'],
  ['Œuvre', 'd’Œuvre'],
  ['Yves', 'd’Yves'],
  ['Yann', 'de Yann'],
  ['Studio Kora', 'de Studio Kora'],
  ['Henri', 'de Henri'],
  ['3 Suisses', 'de 3 Suisses'],
])('%s: %s [C16]', (name, expected) => {
  expect(ofName(name)).toBe(expected);
});
