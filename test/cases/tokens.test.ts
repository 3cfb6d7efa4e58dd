import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import { signIn, token } from '#test/cloud';
import { expectProblem } from '#test/problems';

type Claims = Record<string, unknown>;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString());

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Signs with a key that is not the user pool's. */
function signed(claims: Claims, header: object = { alg: 'RS256', kid: 'local' }): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

/** The oldest trick: the public key taken for a shared secret. */
function signedWithPublicKey(claims: Claims): string {
  const text = `${encode({ alg: 'HS256', kid: 'local' })}.${encode(claims)}`;
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

let genuine: string;
let access: Headers;
let claims: Claims;
let parts: string[];
beforeAll(async () => {
  genuine = (await token({ role: 'admin' })).authorization!.replace('Bearer ', '');
  access = await signIn({ role: 'admin', tokenUse: 'access' });
  parts = genuine.split('.');
  claims = decode(parts[1]!);
});

const bearer = (text: string): Headers => ({ authorization: `Bearer ${text}` });

const forgeries: [string, () => Headers][] = [
  ['signed with another key', () => bearer(signed(claims))],
  ['signed with a key it brings along', () => bearer(signed(claims, withOwnKey()))],
  ['of another issuer', () => bearer(signed({ ...claims, iss: 'https://evil.example' }))],
  ['for another audience', () => bearer(signed({ ...claims, aud: 'another-client' }))],
  ['without a signature', () => bearer(`${parts[0]}.${parts[1]}.`)],
  ['that says it needs none', () => bearer(`${encode({ alg: 'none' })}.${parts[1]}.`)],
  ['signed with the public key', () => bearer(signedWithPublicKey(claims))],
  ['made an admin’s', () => bearer(promoted())],
  ['made to last', () => bearer(changed({ exp: 4_000_000_000 }))],
  ['of another customer', () => bearer(changed({ 'custom:customer_id': 'cus_1' }))],
  ['without the word Bearer before it [B11]', () => ({ authorization: genuine })],
  ['for the pool’s own API [B11]', () => access],
  ['cut short', () => bearer(genuine.slice(0, -4))],
  ['that is none', () => bearer('x')],
  ['very long', () => bearer('x'.repeat(8_000))],
  ['by user name and password', () => ({ authorization: 'Basic YWRtaW46YWRtaW4=' })],
];

const withOwnKey = () => ({ alg: 'RS256', jwk: publicKey.export({ format: 'jwk' }) });

const changed = (more: Claims) => [parts[0], encode({ ...claims, ...more }), parts[2]].join('.');

const promoted = () => changed({ 'cognito:groups': ['admin', 'finance'] });

test.each(forgeries)('a token %s is refused', async (_what, forged) => {
  for (const [method, path] of [
    ['GET', '/v1/payments'],
    ['GET', '/v1/payments/pay_1'],
    ['POST', '/v1/payments'],
    ['POST', '/v1/payments/pay_1/cancel'],
    ['GET', '/v1/invoices/inv_1/pdf'],
    ['GET', '/v1/api-keys'],
    ['DELETE', '/v1/api-keys/key_1'],
  ] as const)
    expectProblem(await as(forged(), method, path), 401, 'token_invalid');
});

test('an expired token is reported as expired', async () => {
  const expired = await token({ role: 'admin', expiresInSeconds: -1 });
  for (const path of ['/v1/payments', '/v1/api-keys']) {
    const reply = await as(expired, 'GET', path);
    expectProblem(reply, 401, 'token_expired');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('a genuine token is accepted by both kinds of routes', async () => {
  expect((await as(bearer(genuine), 'GET', '/v1/payments')).status).toBe(200);
  expect((await as(bearer(genuine), 'GET', '/v1/api-keys')).status).toBe(200);
});
