import { type FinishDeps, finishSignIn } from '#domain/access/finish-sign-in';
import type { SignInAttempts } from '#domain/access/sign-in-attempt';
import type { Clock } from '#domain/clock';
import { cookieOf, sessionCookies, withoutAttempt } from '#runtime/cookies';
import { httpFunction, redirect, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { signInPath } from '#vocabulary/paths';

export type FinishFunctionDeps = FinishDeps & {
  attempts: () => Promise<SignInAttempts>;
  now: Clock;
};

/** GET /auth/callback?code=&state=: the browser comes back, and gets the cookies of its session. */
export const createHandler = (deps: FinishFunctionDeps) =>
  httpFunction(async (event) => {
    const attempts = await deps.attempts();
    const attempt = attempts.open(cookieOf(event, 'attempt'), deps.now());
    const finished = await finishSignIn(deps, event.queryStringParameters ?? {}, attempt);
    const { outcome, kind } = finished;
    logger.info('sign-in finished', { requestId: requestIdOf(event), outcome, kind });
    if (outcome === 'again') {
      const { to, lang } = finished;
      const wish = { as: kind, again: '1', ...(to && { to }), ...(lang && { lang }) };
      return redirect(303, `${signInPath}?${new URLSearchParams(wish)}`);
    }
    const cookies = [...sessionCookies(kind, finished.tokens), withoutAttempt()];
    return { ...redirect(303, finished.to), cookies };
  });
