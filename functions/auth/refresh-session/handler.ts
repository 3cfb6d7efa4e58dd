import type { Clock } from '#domain/clock';
import { UnauthenticatedError } from '#domain/errors';
import { refreshTokenOf, requireOurPage, sessionCookies, withoutSession } from '#runtime/cookies';
import { httpFunction, json, problemReply } from '#runtime/http';
import type { SignInPages } from '#runtime/sign-in-pages';
import type { PeopleKind } from '#vocabulary/sessions';

export type RefreshDeps = {
  pages: Record<PeopleKind, Pick<SignInPages, 'refresh'>>;
  now: Clock;
};

/** POST /auth/refresh: a new token for the same session, until the session ends. */
export const createHandler = (deps: RefreshDeps) =>
  httpFunction(async (event) => {
    requireOurPage(event);
    const refresh = refreshTokenOf(event);
    const tokens = refresh ? await deps.pages[refresh.kind].refresh(refresh.token) : 'refused';
    if (!refresh || tokens === 'refused') {
      const over = new UnauthenticatedError('token_expired', 'The session is over: sign in again.');
      return { ...problemReply(over, event), cookies: withoutSession() };
    }
    const expiresAt = new Date(deps.now().getTime() + tokens.expiresInSeconds * 1000);
    const cookies = sessionCookies(refresh.kind, tokens);
    return { ...json(200, { expiresAt: expiresAt.toISOString() }), cookies };
  });
