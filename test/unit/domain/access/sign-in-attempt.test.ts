import { createHash, randomBytes } from 'node:crypto';
import {
  beginAttempt,
  challengeOf,
  isPathOfOurs,
  isSecondTry,
  SignInAttempts,
} from '#domain/access/sign-in-attempt';

const now = new Date('2026-11-27T14:00:00.000Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const begin = (wish = {}) => beginAttempt(wish, { now, randomBytes });
const keys = ['a key of sixteen characters', 'the key before that one'];

describe('where somebody continues', () => {
  test.each(['/', '/billing', '/billing/invoices?status=open&page=2', '/admin#payments'])(
    '%s is a path of ours',
    (to) => {
      expect(isPathOfOurs(to)).toBe(true);
      expect(begin({ to }).to).toBe(to);
    },
  );

  test.each([
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/billing\n',
    '/billing//evil',
    '/a?to=https://evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'billing',
    '/é',
    '/a b',
    '',
    `/${'a'.repeat(512)}`,
  ])('%j is not, and nobody is sent there', (to) => {
    expect(() => begin({ to })).toThrow('to must be a path');
  });

  test('who named nothing continues at the page that says who they are; nobody signs in as anything else', () => {
    expect(begin()).toMatchObject({ kind: 'people', to: '/' });
    expect(begin({ as: 'staff' })).toMatchObject({ kind: 'staff', to: '/' });
    expect(() => begin({ as: 'owner' })).toThrow('as must be');
  });
});

test('each attempt has secrets of its own, and the pages get only the hash of the verifier', () => {
  const [one, two] = [begin(), begin()];
  const secrets = [one, two].flatMap(({ state, nonce, verifier }) => [state, nonce, verifier]);
  expect(new Set(secrets).size).toBe(6);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
  const hash = createHash('sha256').update(one.verifier).digest('base64url');
  expect(challengeOf(one)).toBe(hash);
});

test('a language of ours that they chose is kept, for when they begin again', () => {
  expect(begin({ lang: 'en' }).lang).toBe('en');
  expect(begin({ lang: 'de' }).lang).toBeUndefined();
});

test('a second try is known by its state', () => {
  expect(isSecondTry(begin().state)).toBe(false);
  expect(isSecondTry(begin({ again: '1' }).state)).toBe(true);
});

describe('what the browser keeps of an attempt', () => {
  const attempts = new SignInAttempts(keys);
  const attempt = begin({ to: '/billing' });
  const sealed = attempts.seal(attempt);

  test('is read back for ten minutes', () => {
    expect(attempts.open(sealed, later(599))).toEqual(attempt);
    expect(attempts.open(sealed, later(600))).toBeUndefined();
  });

  test('is read back while its key is being replaced, and not afterwards', () => {
    expect(new SignInAttempts(['another new key', keys[0]!]).open(sealed, now)).toEqual(attempt);
    expect(new SignInAttempts([keys[1]!]).open(sealed, now)).toBeUndefined();
  });

  test('cannot be changed', () => {
    const [text, signature] = sealed.split('.');
    const changed = Buffer.from(JSON.stringify({ ...attempt, to: '/x' })).toString('base64url');
    for (const forged of [
      undefined,
      '',
      '.',
      'x.y',
      text,
      `${text}.`,
      `${text}.${signature}x`,
      `${text}.${'A'.repeat(43)}`,
      `${changed}.${signature}`,
    ])
      expect(attempts.open(forged, now)).toBeUndefined();
  });
});
