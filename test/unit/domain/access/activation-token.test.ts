import { ActivationTokens, hashOfToken } from '#domain/access/activation-token';
import { ClientTokens } from '#domain/access/client-token';

const [key, older] = ['a key of the first stage', 'an older key of this stage'] as const;

describe('a token of an activation', () => {
  const tokens = new ActivationTokens([key]);

  test('is the same whenever it is derived, so that the mail can be sent again', () => {
    expect(tokens.issue('cus_1', 1)).toMatch(/^at_[\w-]{43}$/);
    expect(new ActivationTokens([key]).issue('cus_1', 1)).toBe(tokens.issue('cus_1', 1));
  });

  test('is another one for each customer, version and stage, and no client token', () => {
    const all = [
      tokens.issue('cus_1', 1),
      tokens.issue('cus_1', 11),
      tokens.issue('cus_11', 1),
      new ActivationTokens([older]).issue('cus_1', 1),
      new ClientTokens([key]).issue('cus_1').replace('ct_', 'at_'),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('of before a rotation of the key is found again', () => {
    const rotated = new ActivationTokens([key, older]);
    expect(rotated.candidates('cus_1', 1)).toEqual([
      rotated.issue('cus_1', 1),
      new ActivationTokens([older]).issue('cus_1', 1),
    ]);
  });

  test('is stored by its hash only', () => {
    expect(hashOfToken('at_1')).toMatch(/^[0-9a-f]{64}$/);
  });

  test('needs a key that nobody can guess', () => {
    for (const keys of [[], ['short']]) expect(() => new ActivationTokens(keys)).toThrow('16');
  });
});
