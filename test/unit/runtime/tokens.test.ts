import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Role } from '#domain/access/caller';
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
  const usual = {
    iss: issuer,
    aud: audience,
    sub: 'awa',
    token_use: 'id',
    iat: now,
    exp: now + 60,
  };
  return new SignJWT({ ...usual, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .sign(privateKey);
}

const verify = (token: string, roles: Role[] = []) =>
  tokenVerifier([{ issuer, audience, roles }])(token);

const issuedAt = '2026-11-21T10:00:00.000Z';
const iat = Date.parse(issuedAt) / 1000;

test('a token of the pool identifies the person, and their address once it was verified', async () => {
  const awa = { email: 'awa@example.com', name: 'Awa Diop', iat };
  expect(await verify(await aToken({ ...awa, email_verified: true }))).toEqual({
    subject: 'awa',
    roles: [],
    issuedAt,
    expiresAt: expect.any(String),
    email: 'awa@example.com',
    name: 'Awa Diop',
  });
  for (const email_verified of [false, undefined, 'true', 1])
    expect(await verify(await aToken({ ...awa, email_verified }))).not.toHaveProperty('email');
});

test('groups are roles only in the shop’s own pool [B3]', async () => {
  const token = await aToken({ 'cognito:groups': ['admin', 'finance', 'owner', 'member'] });
  expect(await verify(token, ['admin', 'finance'])).toMatchObject({ roles: ['admin', 'finance'] });
  expect(await verify(token)).toMatchObject({ roles: [] });
  const claimed = await aToken({ 'custom:customer_id': 'cus_1', 'cognito:groups': 'admin' });
  expect(await verify(claimed, ['admin'])).toEqual({
    subject: 'awa',
    roles: [],
    issuedAt: expect.any(String),
    expiresAt: expect.any(String),
  });
});

test.each<[string, JWTPayload]>([
  ['another issuer', { iss: 'https://evil.example/pool' }],
  ['no issuer', { iss: undefined }],
  ['another audience', { aud: 'another-shop' }],
  ['no audience', { aud: undefined }],
  ['another client', { aud: undefined, client_id: 'another-shop' }],
  ['another audience beside our client', { aud: 'another-shop', client_id: audience }],
  ['no time to end [B11]', { exp: undefined }],
  ['no time of issue [B11]', { iat: undefined }],
  ['no subject [B11]', { sub: undefined }],
  ['an empty name of somebody [B11]', { sub: '' }],
  ['another use: it is an access token [B11]', { token_use: 'access' }],
  ['no use [B11]', { token_use: undefined }],
  ['a time that has not come', { nbf: Math.floor(Date.now() / 1000) + 600 }],
])('a genuine token with %s is invalid', async (_what, claims) => {
  expect(await verify(await aToken(claims))).toBe('token_invalid');
});

test('a genuine token after its time has expired', async () => {
  const exp = Math.floor(Date.now() / 1000) - 1;
  expect(await verify(await aToken({ exp }))).toBe('token_expired');
});

test('a token with an unpublished key is invalid', async () => {
  expect(await verify(await aToken({}, { kid: 'withdrawn' }))).toBe('token_invalid');
});

test('keys that cannot be fetched are an outage, not a bad token', async () => {
  const elsewhere = `${new URL(issuer).origin}/nowhere`;
  const token = await aToken({ iss: elsewhere });
  const verifier = tokenVerifier([{ issuer: elsewhere, audience, roles: [] }]);
  await expect(verifier(token)).rejects.toThrow();
});
