import { SignInPages } from '#runtime/sign-in-pages';

type Asked = { url: string; form: Record<string, string> };

function pagesThat(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const pages = new SignInPages({
    url: 'https://lilas.auth.example',
    clientId: 'client',
    siteUrl: 'https://api.example',
    fetch: async (url, init) => {
      asked.push({ url: String(url), form: Object.fromEntries(init!.body as URLSearchParams) });
      expect(init).toMatchObject({ method: 'POST', redirect: 'error' });
      return answer();
    },
  });
  return { pages, asked };
}

const json = (status: number, body: object) => () => Response.json(body, { status });

test('the browser is sent to the pages with everything that protects the code', () => {
  const { pages } = pagesThat(json(500, {}));
  const address = new URL(
    pages.authorizeAddress({ state: 's', nonce: 'n', challenge: 'c', lang: 'fr' }),
  );
  expect(address.origin + address.pathname).toBe('https://lilas.auth.example/oauth2/authorize');
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: 'client',
    response_type: 'code',
    redirect_uri: 'https://api.example/auth/callback',
    scope: 'openid email profile',
    state: 's',
    nonce: 'n',
    code_challenge: 'c',
    code_challenge_method: 'S256',
    lang: 'fr',
  });
});

test('a code and its verifier become tokens', async () => {
  const { pages, asked } = pagesThat(
    json(200, { id_token: 'id', refresh_token: 'refresh', access_token: 'a', expires_in: 900 }),
  );
  expect(await pages.exchange({ code: 'code', verifier: 'verifier' })).toEqual({
    idToken: 'id',
    refreshToken: 'refresh',
    expiresInSeconds: 900,
  });
  expect(asked).toEqual([
    {
      url: 'https://lilas.auth.example/oauth2/token',
      form: {
        client_id: 'client',
        grant_type: 'authorization_code',
        code: 'code',
        code_verifier: 'verifier',
        redirect_uri: 'https://api.example/auth/callback',
      },
    },
  ]);
});

test('without rotation a refresh gives no new refresh token', async () => {
  const { pages } = pagesThat(json(200, { id_token: 'id', expires_in: 900 }));
  expect(await pages.refresh('refresh')).toEqual({ idToken: 'id', expiresInSeconds: 900 });
});

test('only a refused grant is the caller’s affair', async () => {
  const { pages } = pagesThat(json(400, { error: 'invalid_grant' }));
  expect(await pages.refresh('refresh')).toBe('refused');
});

test.each<[string, () => Response | Promise<Response>, object]>([
  ['too much to do', json(429, {}), { code: 'sign_in_unavailable' }],
  ['an outage', json(503, {}), { code: 'sign_in_unavailable' }],
  ['no answer', () => Promise.reject(new Error('reset')), { code: 'sign_in_unavailable' }],
  ['a client that it does not know', json(400, { error: 'invalid_client' }), { name: 'Error' }],
  ['no token', json(200, { expires_in: 900 }), { name: 'Error' }],
  ['no JSON', () => new Response('<html>'), { name: 'Error' }],
])('the token endpoint with %s is not a session that is over', async (_what, answer, error) => {
  const { pages } = pagesThat(answer);
  await expect(pages.refresh('refresh')).rejects.toMatchObject(error);
  await expect(pages.exchange({ code: 'c', verifier: 'v' })).rejects.toMatchObject(error);
});

test('a session is revoked at the pages', async () => {
  const { pages, asked } = pagesThat(json(200, {}));
  await pages.revoke('refresh');
  expect(asked[0]).toEqual({
    url: 'https://lilas.auth.example/oauth2/revoke',
    form: { client_id: 'client', token: 'refresh' },
  });
  expect(pages.logoutAddress()).toBe(
    'https://lilas.auth.example/logout?client_id=client&logout_uri=https%3A%2F%2Fapi.example%2F',
  );
});
