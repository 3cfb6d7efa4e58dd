import { generateKeyPair, SignJWT } from 'jose';
import { jwtAuthorizer } from '../../../lib/local/http-api/jwt-authorizer.ts';
import { type SignIn, startSignIn, type TokenRequest } from '../../../lib/local/sign-in/sign-in.ts';
import { aContext, aRequest } from './a-request.ts';

const pool = { id: 'eu-west-3_local', clientId: 'client1', groups: ['admin', 'finance', 'member'] };
let signIn: SignIn;

beforeAll(async () => {
  signIn = await startSignIn();
  signIn.usePool(pool);
});
afterAll(() => signIn.stop());

const authorize = (
  token: string | undefined,
  changes: { issuer?: string; audience?: string[] } = {},
) =>
  jwtAuthorizer({
    issuer: `${signIn.url}/${pool.id}`,
    audience: [pool.clientId],
    identitySource: '$request.header.Authorization',
    scopes: [],
    ...changes,
  })(aRequest({ headers: token ? { authorization: token } : {} }), aContext());

const mint = (request: Partial<TokenRequest> = {}) => signIn.mint({ role: 'admin', ...request });

async function expectRefusal(result: ReturnType<typeof authorize>, challenge: string) {
  const verdict = await result;
  expect(verdict).toMatchObject({ refusal: { statusCode: 401 } });
  if ('refusal' in verdict) {
    expect(verdict.refusal.body.toString()).toBe('{"message":"Unauthorized"}');
    expect(verdict.refusal.headers['www-authenticate']).toContain(challenge);
  }
}

test.each(['', 'Bearer '])('a good token passes with "%s" before it', async (prefix) => {
  const verdict = await authorize(`${prefix}${await mint({ customerId: 'cus_1' })}`);
  expect(verdict).toMatchObject({
    authorizer: {
      jwt: {
        claims: {
          'cognito:groups': '[admin]',
          'custom:customer_id': 'cus_1',
          email: 'admin@shop.example',
          email_verified: 'true',
          exp: expect.stringMatching(/^\d+$/),
          token_use: 'id',
        },
        scopes: null,
      },
    },
  });
});

test('an access token passes by its client id', async () => {
  expect(await authorize(await mint({ tokenUse: 'access' }))).toHaveProperty('authorizer.jwt');
});

test('no token at all is asked for one', () => expectRefusal(authorize(undefined), 'Bearer'));

test('an expired token is refused', async () =>
  expectRefusal(authorize(await mint({ expiresInSeconds: -1 })), 'the token has expired'));

test('a changed token is refused', async () => {
  const [header, claims, signature] = (await mint({ role: 'member' })).split('.');
  const forged = Buffer.from(claims!, 'base64url').toString().replace('member', 'admin');
  const text = Buffer.from(forged).toString('base64url');
  await expectRefusal(authorize(`${header}.${text}.${signature}`), 'signature is invalid');
});

test('a token signed by somebody else’s key of the same name is refused', async () => {
  const { privateKey } = await generateKeyPair('RS256');
  const token = await new SignJWT({ aud: pool.clientId })
    .setProtectedHeader({ alg: 'RS256', kid: 'local' })
    .setIssuer(`${signIn.url}/${pool.id}`)
    .setExpirationTime('1h')
    .sign(privateKey);
  await expectRefusal(authorize(token), 'signature is invalid');
});

test('a token without a signature (alg none) is refused', async () => {
  const [, claims] = (await mint()).split('.');
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  await expectRefusal(authorize(`${header}.${claims}.`), 'invalid_token');
});

test('a token of another issuer is refused', async () => {
  const other = await startSignIn();
  other.usePool(pool);
  await expectRefusal(authorize(await other.mint({ role: 'admin' })), 'invalid_token');
  await other.stop();
});

test('a token that names another issuer is refused although the key is right', async () => {
  const issuer = `${signIn.url}/eu-west-3_other`;
  await expectRefusal(authorize(await mint(), { issuer }), 'invalid issuer');
});

test('a token for another client is refused', async () =>
  expectRefusal(authorize(await mint(), { audience: ['another'] }), 'invalid audience'));

test('there are no tokens for roles that the pool does not know', async () => {
  await expect(mint({ role: 'king' })).rejects.toThrow('There is no role king');
});
