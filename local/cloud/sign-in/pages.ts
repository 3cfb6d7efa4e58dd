import {
  type AuthorizationRequest,
  readAuthorization,
  withQuery,
} from './authorization-request.ts';
import { errorPage, type FormFault, formPage, languageOf } from './form-page.ts';
import type { Grants } from './grants.ts';
import { isTotpCode } from './totp.ts';
import type { UserPool } from './user-pool.ts';
import type { User, Users } from './users.ts';

/** A request to the pages, already read. */
export type PageRequest = {
  method: string;
  /** Path and query, as the browser sent them. */
  address: string;
  query: URLSearchParams;
  form: URLSearchParams;
  acceptLanguage?: string;
};

export type PageAnswer = { status: number; html: string } | { status: 302 | 303; location: string };

type Deps = { users: Users; grants: Grants };

/** `GET /oauth2/authorize` shows the form; its `POST` signs in and goes back with a code. */
export function authorize(deps: Deps, pool: UserPool, request: PageRequest): PageAnswer {
  const { query, form, method, address } = request;
  const language = languageOf(query.get('lang'), request.acceptLanguage);
  const read = readAuthorization(query, pool);
  if ('untrusted' in read) return { status: 400, html: errorPage(language, read.untrusted) };
  if ('sendBackTo' in read) return { status: 302, location: read.sendBackTo };
  const shown = (fault?: FormFault): PageAnswer => ({
    status: fault === undefined ? 200 : 401,
    html: formPage({
      language,
      action: address,
      address: form.get('username') ?? undefined,
      asksForCode: pool.requiresSecondFactor || (fault?.startsWith('code') ?? false),
      fault,
    }),
  });
  if (method !== 'POST') return shown();
  const signedIn = signIn(deps, pool, form);
  return typeof signedIn === 'string' ? shown(signedIn) : goBack(deps, signedIn, read.request);
}

/** The same answer for a name that nobody has, and the code only after the password. */
function signIn({ users }: Deps, pool: UserPool, form: URLSearchParams): User | FormFault {
  const user = users.withPassword(pool.id, form.get('username') ?? '', form.get('password') ?? '');
  if (!user) return 'wrong';
  if (user.isPasswordTemporary) return 'temporary';
  const code = form.get('code') ?? '';
  if (user.totpSecret !== undefined) {
    if (code === '') return 'code_missing';
    return isTotpCode(code, user.totpSecret, new Date()) ? user : 'code_wrong';
  }
  // On AWS the pages now set up a factor; here people get theirs when they are made.
  return pool.requiresSecondFactor ? 'code_wrong' : user;
}

const goBack = ({ grants }: Deps, user: User, request: AuthorizationRequest): PageAnswer => ({
  status: 303,
  location: withQuery(request.redirectUri, {
    code: grants.issueCode(user, request),
    state: request.state,
  }),
});

/** `GET /logout`: goes on to an address of the client, and to no other. */
export function logOut(pool: UserPool, { query, acceptLanguage }: PageRequest): PageAnswer {
  const client = pool.clients.find(({ id }) => id === query.get('client_id'));
  const location = query.get('logout_uri') ?? '';
  if (client?.logoutUrls.includes(location)) return { status: 302, location };
  const language = languageOf(query.get('lang'), acceptLanguage);
  return { status: 400, html: errorPage(language, 'Required parameters missing or wrong') };
}
