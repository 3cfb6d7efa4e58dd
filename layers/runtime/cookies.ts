import { ForbiddenError } from '#domain/errors';
import { type PeopleKind, sessionLives } from '#vocabulary/sessions';
import type { HttpEvent } from './http.ts';

/**
 * The cookies of a session. `__Host-` makes a browser refuse one that another host of the same
 * domain sets, `__Secure-` one that came without TLS.
 */
const names = {
  idToken: '__Host-peage-id',
  refreshToken: '__Secure-peage-refresh',
  attempt: '__Host-peage-attempt',
  customer: '__Host-peage-customer',
} as const;

type Name = keyof typeof names;

/** Who follows a link from a mail stays signed in; what changes something asks for more than Lax. */
const everywhere = 'Path=/; HttpOnly; Secure; SameSite=Lax';

/** Only our own pages send it, and only to the functions that renew and end sessions. */
const belowAuth = 'Path=/auth; HttpOnly; Secure; SameSite=Strict';

const cookie = (name: Name, value: string, maxAgeSeconds: number): string =>
  `${names[name]}=${value}; ${name === 'refreshToken' ? belowAuth : everywhere}; Max-Age=${maxAgeSeconds}`;

export const cookieOf = (
  { cookies = [] }: Pick<HttpEvent, 'cookies'>,
  name: Name,
): string | undefined => {
  const start = `${names[name]}=`;
  const value = cookies.find((text) => text.startsWith(start))?.slice(start.length);
  return value === '' ? undefined : value;
};

export const attemptCookie = (sealed: string, maxAgeSeconds: number): string =>
  cookie('attempt', sealed, maxAgeSeconds);

/** Keeps the choice as long as a session may last. */
export const customerCookie = (customerId: string): string =>
  cookie('customer', customerId, sessionLives.people.refreshHours * 3_600);

export type CookieTokens = { idToken: string; refreshToken?: string; expiresInSeconds: number };

/** The cookies of somebody who has just proven who they are. */
export function sessionCookies(
  kind: PeopleKind,
  { idToken, refreshToken, expiresInSeconds }: CookieTokens,
): string[] {
  const refreshSeconds = sessionLives[kind].refreshHours * 3_600;
  return [
    cookie('idToken', idToken, expiresInSeconds),
    ...(refreshToken === undefined
      ? []
      : [cookie('refreshToken', `${kind}.${refreshToken}`, refreshSeconds)]),
  ];
}

/** The refresh token of this browser, and whose pages issued it. */
export function refreshTokenOf(
  event: Pick<HttpEvent, 'cookies'>,
): { kind: PeopleKind; token: string } | undefined {
  const [, kind, token] =
    /^(people|staff)\.(.+)$/.exec(cookieOf(event, 'refreshToken') ?? '') ?? [];
  return kind && token ? { kind: kind as PeopleKind, token } : undefined;
}

/** Deletes an attempt that is over. */
export const withoutAttempt = (): string => attemptCookie('', 0);

/** Deletes everything that says who this is. */
export const withoutSession = (): string[] =>
  (['idToken', 'refreshToken', 'customer'] as const).map((name) => cookie(name, '', 0));

/**
 * Whether one of our own pages sends the request. No foreign page can: it may not send this header,
 * and a browser itself says from where a GET comes.
 */
export const isFromOurPage = (
  headers: Record<string, string | undefined>,
  method: string,
): boolean =>
  headers['x-peage-page'] === '1' ||
  (method === 'GET' && headers['sec-fetch-site'] === 'same-origin');

/** @throws ForbiddenError when a request that changes the session does not come from our pages. */
export function requireOurPage({ headers, requestContext }: HttpEvent): void {
  if (!isFromOurPage(headers, requestContext.http.method))
    throw new ForbiddenError('Only a page of this site may do this: send x-peage-page: 1.');
}
