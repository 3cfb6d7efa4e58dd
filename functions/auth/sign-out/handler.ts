import { refreshTokenOf, requireOurPage, withoutSession } from '#runtime/cookies';
import { httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import type { SignInPages } from '#runtime/sign-in-pages';
import type { PeopleKind } from '#vocabulary/sessions';

export type SignOutDeps = {
  pages: Record<PeopleKind, Pick<SignInPages, 'revoke' | 'logoutAddress'>>;
};

/**
 * POST /auth/sign-out: ends the session, and answers where the browser goes to be forgotten by the
 * pages too. The cookies go even when the pages are out of reach: somebody is leaving this browser.
 */
export const createHandler = ({ pages }: SignOutDeps) =>
  httpFunction(async (event) => {
    requireOurPage(event);
    const { kind, token } = refreshTokenOf(event) ?? { kind: 'people' };
    if (token !== undefined)
      await pages[kind].revoke(token).catch((error: Error) => {
        logger.error('a session was not revoked', { requestId: requestIdOf(event), error });
      });
    const answer = json(200, { logoutUrl: pages[kind].logoutAddress() });
    return { ...answer, cookies: withoutSession() };
  });
