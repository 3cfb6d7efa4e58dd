import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { tokenVerifier } from '#runtime/tokens';

const audience = 'the-shop';
const { privateKey, publicKey } = await generateKeyPair('RS256');
const published = { ...(await exportJWK(publicKey)), kid: 'current', alg: 'RS256', use: 'sig' };

let server: Server;
let issuer: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const isKeys = request.url === '/pool/.well-known/jwks.json';
    response.writeHead(isKeys ? 200 : 404).end(JSON.stringify({ keys: [published] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;
});
afterAll(() => server.close());

/** Genuinely signed: only what it says may be wrong. */
function aToken(claims: JWTPayload = {}, { kid = 'current' } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ iss: issuer, aud: audience, sub: 'awa', exp: now + 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey);
}

const verify = (token: string) => tokenVerifier({ issuer, audience })(token);

test('a token of the pool names the person, their roles and their customer', async () => {
  const token = await aToken({
    'cognito:groups': ['admin', 'finance'],
    'custom:customer_id': 'cus_1',
  });
  expect(await verify(token)).toEqual({
    subject: 'awa',
    roles: 'admin finance',
    customerId: 'cus_1',
  });
});

test('an access token names the audience in another claim', async () => {
  const token = await aToken({ aud: undefined, client_id: audience });
  expect(await verify(token)).toEqual({ subject: 'awa', roles: '' });
});

test.each<[string, JWTPayload]>([
  ['another issuer', { iss: 'https://evil.example/pool' }],
  ['no issuer', { iss: undefined }],
  ['another audience', { aud: 'another-shop' }],
  ['no audience', { aud: undefined }],
  ['another client', { aud: undefined, client_id: 'another-shop' }],
  ['another audience beside our client', { aud: 'another-shop', client_id: audience }],
  ['a time that has not come', { nbf: Math.floor(Date.now() / 1000) + 600 }],
])('a genuine token with %s is invalid', async (_what, claims) => {
  expect(await verify(await aToken(claims))).toBe('token_invalid');
});

test('a genuine token whose time is over has expired', async () => {
  const exp = Math.floor(Date.now() / 1000) - 1;
  expect(await verify(await aToken({ exp }))).toBe('token_expired');
});

test('a token that names a key which is not published is invalid', async () => {
  expect(await verify(await aToken({}, { kid: 'withdrawn' }))).toBe('token_invalid');
});

test('keys that cannot be fetched are an outage, not a bad token', async () => {
  const elsewhere = `${new URL(issuer).origin}/nowhere`;
  const token = await aToken({ iss: elsewhere });
  await expect(tokenVerifier({ issuer: elsewhere, audience })(token)).rejects.toThrow();
});
