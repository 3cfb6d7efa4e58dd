import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { Grants } from '../../../local/cloud/sign-in/grants.ts';
import { authorize, logOut } from '../../../local/cloud/sign-in/pages.ts';
import { revocationEndpoint, tokenEndpoint } from '../../../local/cloud/sign-in/token-endpoint.ts';
import { TokenMint } from '../../../local/cloud/sign-in/tokens.ts';
import { totpCode } from '../../../local/cloud/sign-in/totp.ts';
import type { UserPool } from '../../../local/cloud/sign-in/user-pool.ts';
import { Users } from '../../../local/cloud/sign-in/users.ts';

const callback = 'https://api.example/auth/callback';
const verifier = 'v'.repeat(43);
const password = 'Correct-horse-7';

const pool: UserPool = {
  id: 'eu-west-3_people',
  clientId: 'client',
  domainPrefix: 'lilas',
  groups: [],
  requiresSecondFactor: false,
  clients: [
    {
      id: 'client',
      callbackUrls: [callback],
      logoutUrls: ['https://api.example/'],
      scopes: ['openid', 'email'],
      idTokenSeconds: 3_600,
      refreshTokenSeconds: 86_400,
      rotationGraceSeconds: 60,
    },
  ],
};

const query = {
  client_id: 'client',
  redirect_uri: callback,
  response_type: 'code',
  scope: 'openid email',
  state: 'state-1',
  nonce: 'nonce-1',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
};

type Exchanged = { status: number } & Partial<
  Record<'id_token' | 'access_token' | 'refresh_token' | 'error', string>
>;

let now = new Date();
const tokens = await TokenMint.open();

function setup() {
  now = new Date();
  const users = new Users();
  const user = users.add(pool.id, { email: 'awa@example.com', isEmailVerified: true });
  users.setPassword(user, password, { isPermanent: true });
  const grants = new Grants(() => now);
  const ask = (changes: object = {}, form?: object, own = pool) => {
    const parameters = new URLSearchParams({ ...query, ...changes });
    return authorize({ users, grants }, own, {
      method: form ? 'POST' : 'GET',
      address: `/oauth2/authorize?${parameters}`,
      query: parameters,
      form: new URLSearchParams({ ...form }),
    });
  };
  const codeFrom = (form: object = { username: 'AWA@example.com', password }) => {
    const answer = ask({}, form);
    return new URL('location' in answer ? answer.location : 'none:').searchParams.get('code') ?? '';
  };
  const exchange = async (form: object): Promise<Exchanged> => {
    const deps = { grants, tokens, issuer: 'https://issuer.example' };
    const { status, body } = await tokenEndpoint(
      deps,
      pool,
      new URLSearchParams({ client_id: 'client', ...form }),
    );
    return { status, ...(body as Omit<Exchanged, 'status'>) };
  };
  const redeem = (code: string, changes: object = {}) =>
    exchange({
      grant_type: 'authorization_code',
      code,
      redirect_uri: callback,
      code_verifier: verifier,
      ...changes,
    });
  const refresh = (token?: string) =>
    exchange({ grant_type: 'refresh_token', refresh_token: token ?? '' });
  const revoke = (token?: string) =>
    revocationEndpoint(grants, new URLSearchParams({ client_id: 'client', token: token ?? '' }));
  return { users, user, ask, codeFrom, redeem, refresh, revoke };
}

const htmlOf = (answer: object): string => ('html' in answer ? String(answer.html) : '');
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

describe('the form', () => {
  test('has a label for each field, in the language of the address', () => {
    const { ask } = setup();
    const french = htmlOf(ask({ lang: 'fr' }));
    expect(french).toContain('<html lang="fr">');
    for (const id of ['username', 'password'])
      expect(french).toMatch(new RegExp(`<label for="${id}">[^<]+</label>\\s*<input id="${id}"`));
    expect(htmlOf(ask({ lang: 'en' }))).toContain('Email address');
  });

  test('answers a wrong password and an unknown address with the same words', () => {
    const { ask } = setup();
    const wrong = ask({ lang: 'en' }, { username: 'awa@example.com', password: 'x' });
    const unknown = ask({ lang: 'en' }, { username: 'eve@example.com', password });
    expect(wrong).toMatchObject({ status: 401 });
    expect(htmlOf(wrong)).toContain('Incorrect email address or password.');
    expect(htmlOf(unknown).replace('eve@', 'awa@')).toBe(htmlOf(wrong));
  });

  test('shows what was typed as text', () => {
    const { ask } = setup();
    const answer = ask({}, { username: '"><script>alert(1)</script>', password });
    expect(htmlOf(answer)).not.toContain('<script');
  });

  test('asks staff for the second factor as well, and nobody gets in without it', () => {
    const { users, user, ask } = setup();
    users.change(user, { totpSecret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    const staff = { ...pool, requiresSecondFactor: true };
    const typed = { username: 'awa@example.com', password };
    expect(htmlOf(ask({}, undefined, staff))).toContain('id="code"');
    for (const own of [staff, pool]) {
      expect(ask({}, typed, own).status).toBe(401);
      expect(ask({}, { ...typed, code: '000000x' }, own).status).toBe(401);
      const code = totpCode(user.totpSecret!, new Date());
      expect(ask({}, { ...typed, code }, own).status).toBe(303);
    }
    users.change(user, { totpSecret: undefined });
    expect(ask({}, { ...typed, code: '123456' }, staff).status).toBe(401);
  });
});

describe('what a client asks for', () => {
  test.each([
    ['another client', { client_id: 'other' }],
    ['an address that is not the client’s', { redirect_uri: 'https://evil.example/' }],
    ['an address below it', { redirect_uri: `${callback}/more` }],
  ])('%s: nobody is sent anywhere', (_what, changes) => {
    expect(setup().ask(changes)).toEqual({ status: 400, html: expect.any(String) });
  });

  test.each([
    ['a token in the address', { response_type: 'token' }, 'unauthorized_client'],
    ['a scope of another client', { scope: 'openid phone' }, 'invalid_scope'],
    ['no challenge', { code_challenge: '' }, 'invalid_request'],
    ['a challenge in the clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['no state', { state: '' }, 'invalid_request'],
  ])('%s: the client is told', (_what, changes, error) => {
    const answer = setup().ask(changes);
    const { searchParams } = new URL('location' in answer ? answer.location : 'none:');
    expect(searchParams.get('error')).toBe(error);
  });
});

describe('a code', () => {
  test('becomes tokens of the person, with the nonce, and is good once', async () => {
    const { codeFrom, redeem, user } = setup();
    const code = codeFrom();
    const { id_token, access_token, refresh_token } = await redeem(code);
    expect(decodeJwt(id_token!)).toMatchObject({
      sub: user.sub,
      aud: 'client',
      nonce: 'nonce-1',
      token_use: 'id',
      email_verified: true,
    });
    expect(decodeJwt(access_token!)).toMatchObject({ token_use: 'access', client_id: 'client' });
    expect(refresh_token).toBeTruthy();
    expect(await redeem(code)).toEqual({ status: 400, error: 'invalid_grant' });
  });

  test.each([
    ['with another verifier', { code_verifier: 'w'.repeat(43) }],
    ['for another address', { redirect_uri: 'https://evil.example/' }],
  ])('%s is refused, and spent', async (_what, changes) => {
    const { codeFrom, redeem } = setup();
    const code = codeFrom();
    expect(await redeem(code, changes)).toMatchObject({ error: 'invalid_grant' });
    expect(await redeem(code)).toMatchObject({ error: 'invalid_grant' });
  });

  test('is over after five minutes', async () => {
    const { codeFrom, redeem } = setup();
    const [early, late] = [codeFrom(), codeFrom()];
    later(299);
    expect(await redeem(early)).toMatchObject({ status: 200 });
    later(1);
    expect(await redeem(late)).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('a refresh token', () => {
  const signedIn = async () => {
    const parts = setup();
    const { refresh_token: first } = await parts.redeem(parts.codeFrom());
    return { ...parts, first };
  };

  test('is replaced at each use; the old one works a minute more, for another tab', async () => {
    const { first, refresh } = await signedIn();
    const { refresh_token: second } = await refresh(first);
    later(60);
    expect(await refresh(first)).toMatchObject({ status: 200 });
    later(1);
    expect(await refresh(first)).toMatchObject({ error: 'invalid_grant' });
    expect(await refresh(second)).toMatchObject({ status: 200 });
  });

  test('keeps the end of the first one, however often it is replaced', async () => {
    const { first, refresh } = await signedIn();
    later(86_399);
    const { refresh_token: last } = await refresh(first);
    later(1);
    expect(await refresh(last)).toMatchObject({ error: 'invalid_grant' });
  });

  test.each<[string, (parts: Awaited<ReturnType<typeof signedIn>>) => void]>([
    ['it is revoked', ({ revoke, first }) => revoke(first)],
    ['the person is disabled', ({ users, user }) => users.change(user, { isEnabled: false })],
    ['the person is removed', ({ users, user }) => users.remove(user)],
    ['all are signed out', ({ users, user }) => users.change(user, { signedOutAt: new Date() })],
  ])('is dead once %s, with all that replaced it', async (_what, end) => {
    const parts = await signedIn();
    const { refresh_token: second } = await parts.refresh(parts.first);
    later(1);
    end(parts);
    for (const token of [parts.first, second])
      expect(await parts.refresh(token)).toMatchObject({ error: 'invalid_grant' });
  });
});

test('signing out goes on to an address of the client, and to no other', () => {
  const out = (logoutUri: string) =>
    logOut(pool, {
      method: 'GET',
      address: '/logout',
      query: new URLSearchParams({ client_id: 'client', logout_uri: logoutUri }),
      form: new URLSearchParams(),
    });
  expect(out('https://api.example/')).toEqual({ status: 302, location: 'https://api.example/' });
  expect(out('https://evil.example/').status).toBe(400);
});
