import fc from 'fast-check';
import { ClientTokens } from '#domain/access/client-token';
import { paymentIdOf } from '#test/payments';

const [mine, theirs] = [paymentIdOf('mine'), paymentIdOf('theirs')];
const oldKey = 'the key of last year';
const newKey = 'the key of this year';

test('a buyer’s token opens their payment at every visit', () => {
  const tokens = new ClientTokens([newKey]);
  expect(tokens.issue(mine)).toBe(tokens.issue(mine));
  expect(tokens.isValid(tokens.issue(mine), mine)).toBe(true);
});

test('and no other payment', () => {
  const tokens = new ClientTokens([newKey]);
  expect(tokens.isValid(tokens.issue(mine), theirs)).toBe(false);
});

test('while the key is rotated old tokens stay valid and new ones are signed with the new key', () => {
  const before = new ClientTokens([oldKey]);
  const during = new ClientTokens([newKey, oldKey]);
  const after = new ClientTokens([newKey]);
  expect(during.isValid(before.issue(mine), mine)).toBe(true);
  expect(after.isValid(during.issue(mine), mine)).toBe(true);
  expect(after.isValid(before.issue(mine), mine)).toBe(false);
});

test('an empty or a wrong token opens nothing', () => {
  const tokens = new ClientTokens([newKey]);
  const good = tokens.issue(mine);
  for (const wrong of [undefined, '', 'ct_', good.slice(0, -1), `${good}a`, good.toUpperCase()])
    expect(tokens.isValid(wrong, mine)).toBe(false);
  fc.assert(
    fc.property(
      fc.nat(good.length - 1),
      fc.string({ minLength: 1, maxLength: 1 }),
      (at, character) => {
        fc.pre(good[at] !== character);
        expect(tokens.isValid(good.slice(0, at) + character + good.slice(at + 1), mine)).toBe(
          false,
        );
      },
    ),
  );
});

describe('the key of a browser that returns from the provider', () => {
  test('is short, and valid for its own payment only', () => {
    const tokens = new ClientTokens([newKey]);
    const key = tokens.issueReturnKey(mine);
    expect(key).toMatch(/^[\w-]{12}$/);
    expect(tokens.isReturnKey(key, mine)).toBe(true);
    expect(tokens.isReturnKey(key, theirs)).toBe(false);
  });

  test('opens nothing else: it is not a token, and a token is not such a key', () => {
    const tokens = new ClientTokens([newKey]);
    expect(tokens.isValid(tokens.issueReturnKey(mine), mine)).toBe(false);
    expect(tokens.isValid(`ct_${tokens.issueReturnKey(mine)}`, mine)).toBe(false);
    expect(tokens.isReturnKey(tokens.issue(mine), mine)).toBe(false);
    expect(tokens.issue(mine)).not.toContain(tokens.issueReturnKey(mine));
  });

  test('survives a rotation, and nothing else is accepted instead', () => {
    const key = new ClientTokens([oldKey]).issueReturnKey(mine);
    expect(new ClientTokens([newKey, oldKey]).isReturnKey(key, mine)).toBe(true);
    const tokens = new ClientTokens([newKey]);
    for (const wrong of [key, undefined, '', key.slice(0, -1), `${key}a`])
      expect(tokens.isReturnKey(wrong, mine)).toBe(false);
  });
});

describe('the token of a returning browser', () => {
  const until = new Date('2026-11-21T12:00:00.000Z');
  const before = new Date('2026-11-21T11:59:59.000Z');

  test('is valid for its own payment, until it expires [L1]', () => {
    const tokens = new ClientTokens([newKey]);
    const token = tokens.issueResultToken(mine, until);
    expect(token).toMatch(/^rt_[\w-]+$/);
    expect(tokens.isResultToken(token, mine, before)).toBe(true);
    expect(tokens.isResultToken(token, theirs, before)).toBe(false);
    expect(tokens.isResultToken(token, mine, until)).toBe(false);
  });

  test('is not a client token or a return key, and cannot be extended [L1]', () => {
    const tokens = new ClientTokens([newKey]);
    const token = tokens.issueResultToken(mine, until);
    const later = tokens.issueResultToken(mine, new Date('2027-01-01T00:00:00.000Z'));
    expect(tokens.isValid(token, mine)).toBe(false);
    expect(tokens.isReturnKey(token, mine)).toBe(false);
    const [, , signature] = token.split('_');
    const forged = later.replace(/_[^_]+$/, `_${signature}`);
    for (const wrong of [tokens.issue(mine), forged, token.slice(0, -1), '', undefined, 'rt__x'])
      expect(tokens.isResultToken(wrong, mine, before)).toBe(false);
  });

  test('survives a rotation', () => {
    const token = new ClientTokens([oldKey]).issueResultToken(mine, until);
    expect(new ClientTokens([newKey, oldKey]).isResultToken(token, mine, before)).toBe(true);
  });
});

test('a key that can be guessed is refused before it signs anything', () => {
  for (const keys of [[], [''], ['short'], [newKey, 'short']])
    expect(() => new ClientTokens(keys)).toThrow('16 characters');
});
