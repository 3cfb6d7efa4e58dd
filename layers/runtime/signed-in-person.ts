import { ForbiddenError, UnauthenticatedError } from '#domain/errors';
import { refusalMessages } from './caller.ts';
import { credentialsIn } from './credentials.ts';
import type { HttpEvent } from './http.ts';
import type { TokenHolder, TokenRefusal } from './tokens.ts';

export type IdentifyPerson = {
  verifyToken: (token: string) => Promise<TokenHolder | TokenRefusal>;
};

/**
 * Returns the person who signed in, for the few functions that answer before the person has chosen
 * a customer, and so check the token themselves.
 *
 * @throws UnauthenticatedError without a valid token.
 * @throws ForbiddenError for a server's key.
 */
export async function signedInPerson({ verifyToken }: IdentifyPerson, event: HttpEvent) {
  const { apiKey, token, customerWanted, customerPreferred } = credentialsIn(event);
  if (apiKey !== undefined) throw new ForbiddenError('This is for people who sign in.');
  if (token === undefined) throw unauthenticated('credentials_required');
  const person = token === 'malformed' ? 'token_invalid' : await verifyToken(token.text);
  if (typeof person === 'string') throw unauthenticated(person);
  return { person, wanted: customerWanted, preferred: customerPreferred };
}

const unauthenticated = (code: UnauthenticatedError['code']) =>
  new UnauthenticatedError(code, refusalMessages[code]);
