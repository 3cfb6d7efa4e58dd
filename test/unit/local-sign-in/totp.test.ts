import { isTotpCode, newTotpSecret, totpCode } from '../../../local/cloud/sign-in/totp.ts';

/** `12345678901234567890` in base 32: the secret of the tables in RFC 6238. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at second %d an authenticator app shows %s (RFC 6238, six digits)', (seconds, code) => {
  expect(totpCode(secret, new Date(seconds * 1000))).toBe(code);
});

test('a code is good for its own half minute and its neighbours, typed with a space or without', () => {
  const at = new Date('2026-11-27T14:00:00.000Z');
  const own = newTotpSecret();
  const code = totpCode(own, at);
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
  expect(isTotpCode(code, own, at)).toBe(true);
  expect(isTotpCode(`${code.slice(0, 3)} ${code.slice(3)}`, own, after(59))).toBe(true);
  expect(isTotpCode(code, own, after(60))).toBe(false);
  expect(isTotpCode('', own, at)).toBe(false);
});
