import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Locale } from '#vocabulary/locales';
import { siteHome } from '#vocabulary/paths';
import type { PeopleKind } from '#vocabulary/sessions';
import type { RandomBytes } from '../clock.ts';
import { InvalidRequestError } from '../errors.ts';
import { localeOf } from './reader-language.ts';

/** What a browser keeps while it is at the pages that ask for the password. */
export type SignInAttempt = {
  kind: PeopleKind;
  /** Comes back with the code, and proves that this browser began. */
  state: string;
  /** Comes back in the token, and proves that it was issued for this attempt. */
  nonce: string;
  /** Exchanges the code; its hash went to the pages (PKCE, RFC 7636). */
  verifier: string;
  /** Where to continue: a path of ours; who named none gets the page that says who they are. */
  to: string;
  /** The language that they chose, for when they have to begin again. */
  lang?: Locale;
  /** ISO 8601 UTC. */
  expiresAt: string;
};

/** Typing a password, finding the second factor, perhaps resetting the password. */
export const attemptSeconds = 10 * 60;

const secondTry = 'again.';

type Wish = { to?: string; as?: string; again?: string; lang?: string };

/**
 * Begins to sign somebody in.
 *
 * @throws InvalidRequestError when `to` is not a path of ours, or nobody signs in `as` that.
 */
export function beginAttempt(
  { to, as = 'people', again, lang }: Wish,
  { now, randomBytes }: { now: Date; randomBytes: RandomBytes },
): SignInAttempt {
  if (as !== 'people' && as !== 'staff')
    throw new InvalidRequestError('as must be people or staff.');
  if (to !== undefined && !isPathOfOurs(to))
    throw new InvalidRequestError('to must be a path of this site, like /pay.');
  const secret = () => Buffer.from(randomBytes(32)).toString('base64url');
  return {
    kind: as,
    // The state goes round with the browser even if its cookies do not.
    state: `${again === undefined ? '' : secondTry}${secret()}`,
    nonce: secret(),
    verifier: secret(),
    to: to ?? siteHome,
    lang: localeOf(lang),
    expiresAt: new Date(now.getTime() + attemptSeconds * 1000).toISOString(),
  };
}

/** Whether this is the second try already, so that a browser without cookies is not sent in circles. */
export const isSecondTry = (state: string): boolean => state.startsWith(secondTry);

/** What the pages get of the verifier. */
export const challengeOf = ({ verifier }: SignInAttempt): string =>
  createHash('sha256').update(verifier).digest('base64url');

/**
 * Only a path: browsers take two slashes, or one and a backslash, for another host, and skip
 * control characters before they decide.
 */
export const isPathOfOurs = (path: string): boolean =>
  path.length <= 512 && /^(?!.*\/\/)\/[\x21-\x5b\x5d-\x7e]*$/.test(path);

/** Signs attempts, so that the browser that keeps one cannot change it. The first key signs. */
export class SignInAttempts {
  readonly #keys: readonly string[];

  constructor(keys: readonly string[]) {
    this.#keys = keys;
  }

  seal(attempt: SignInAttempt): string {
    const text = Buffer.from(JSON.stringify(attempt)).toString('base64url');
    return `${text}.${sign(this.#keys[0]!, text)}`;
  }

  /** Answers nothing for what we did not sign, and for an attempt that is over. */
  open(sealed: string | undefined, now: Date): SignInAttempt | undefined {
    const [text = '', signature = ''] = (sealed ?? '').split('.');
    const given = Buffer.from(signature);
    const isOurs = this.#keys.some((key) => {
      const expected = Buffer.from(sign(key, text));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    if (!isOurs) return undefined;
    const attempt: SignInAttempt = JSON.parse(Buffer.from(text, 'base64url').toString());
    return attempt.expiresAt > now.toISOString() ? attempt : undefined;
  }
}

/** The key also signs buyers' links; what it signs says for what. */
const sign = (key: string, text: string): string =>
  createHmac('sha256', key).update(`sign-in:${text}`).digest('base64url');
