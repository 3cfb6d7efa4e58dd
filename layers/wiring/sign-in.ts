import { SignInAttempts } from '#domain/access/sign-in-attempt';
import { variableOf } from '#runtime/environment';
import { secretReader } from '#runtime/secrets';
import { SignInPages } from '#runtime/sign-in-pages';
import type { PeopleKind } from '#vocabulary/sessions';

const siteUrl = variableOf('WEB_URL');

/** The pages that ask customers' people, and the shop's own, for their passwords. */
export const signInPages: Record<PeopleKind, SignInPages> = {
  people: new SignInPages({
    url: variableOf('SIGN_IN_URL'),
    clientId: variableOf('TOKEN_AUDIENCE'),
    siteUrl,
  }),
  staff: new SignInPages({
    url: variableOf('STAFF_SIGN_IN_URL'),
    clientId: variableOf('STAFF_TOKEN_AUDIENCE'),
    siteUrl,
  }),
};

/** Only for functions that may read the key. */
export const signInAttempts = () => {
  const readKeys = secretReader(variableOf('CLIENT_TOKEN_KEY_PARAMETER'));
  return async () => new SignInAttempts(await readKeys());
};
