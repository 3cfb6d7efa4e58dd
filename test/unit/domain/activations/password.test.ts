import fc from 'fast-check';
import { brokenRules } from '#domain/activations/password';

const messages = (password: string) => brokenRules(password).map(({ message }) => message);

test('a password with all of it is strong enough', () => {
  expect(brokenRules('Un bateau bleu, 3 voiles')).toEqual([]);
  expect(brokenRules(`Aa1!${'x'.repeat(252)}`)).toEqual([]);
});

test.each([
  ['Un bateau 3!', []],
  ['Un bateau3!', ['must have 12 to 256 characters']],
  [`Aa1!${'x'.repeat(253)}`, ['must have 12 to 256 characters']],
  ['un bateau bleu, 3', ['must have an upper-case letter']],
  ['UN BATEAU BLEU, 3', ['must have a lower-case letter']],
  ['Un bateau, des voiles', ['must have a digit']],
  ['UnBateauBleu3Voiles', ['must have a symbol']],
  ['Un bateau bleu 3', []],
  [' Unbateaubleu3', ['must have a symbol', 'must not begin or end with a space']],
  ['Élan1éàüößñ-çé', ['must have an upper-case letter']],
])('%s: %j', (password, broken) => {
  expect(messages(password)).toEqual(broken);
});

test('whatever is typed, each broken rule is named once', () => {
  fc.assert(
    fc.property(fc.string(), (password) => {
      expect(new Set(messages(password)).size).toBe(messages(password).length);
    }),
  );
});
