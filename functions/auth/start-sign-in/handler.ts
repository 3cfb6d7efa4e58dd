import { readerLanguage } from '#domain/access/reader-language';
import {
  attemptSeconds,
  beginAttempt,
  challengeOf,
  type SignInAttempts,
} from '#domain/access/sign-in-attempt';
import type { Clock, RandomBytes } from '#domain/clock';
import { attemptCookie } from '#runtime/cookies';
import { httpFunction, redirect } from '#runtime/http';
import type { SignInPages } from '#runtime/sign-in-pages';
import type { Locale } from '#vocabulary/locales';
import type { PeopleKind } from '#vocabulary/sessions';

export type StartDeps = {
  attempts: () => Promise<SignInAttempts>;
  pages: Record<PeopleKind, Pick<SignInPages, 'authorizeAddress'>>;
  /** For who asks for none of ours. */
  locale: Locale;
  now: Clock;
  randomBytes: RandomBytes;
};

/** GET /auth/sign-in?to=&as=staff&lang=: sends the browser to the pages that ask for the password. */
export const createHandler = (deps: StartDeps) =>
  httpFunction(async ({ queryStringParameters: query = {}, headers }) => {
    const attempt = beginAttempt(query, { now: deps.now(), randomBytes: deps.randomBytes });
    const sealed = (await deps.attempts()).seal(attempt);
    const { kind, state, nonce } = attempt;
    const reader = { asked: query.lang, accepted: headers['accept-language'] };
    const address = deps.pages[kind].authorizeAddress({
      state,
      nonce,
      challenge: challengeOf(attempt),
      lang: readerLanguage(reader, deps.locale),
    });
    return { ...redirect(302, address), cookies: [attemptCookie(sealed, attemptSeconds)] };
  });
