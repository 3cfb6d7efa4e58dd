import type { Membership, SignedIn } from '#domain/access/identify-person';
import {
  createHandler,
  type IdentifyFunctionDeps,
} from '../../../functions/access/identify-caller/handler.ts';

const awa: SignedIn = { subject: 'awa', roles: [], issuedAt: '2026-11-21T12:00:00.000Z' };

const identify = async (
  headers: Record<string, string>,
  routeKey: string,
  changes: Partial<IdentifyFunctionDeps> = {},
) => {
  const handler = createHandler({
    routeAccess: { 'POST /v1/payments': 'anyone', 'GET /v1/payments': 'known' },
    findKey: async (text) =>
      text === 'good' ? { kind: 'key', keyId: 'key_1', scopes: ['payments:read'] } : undefined,
    verifyToken: async (token) => (token === 'good' ? awa : 'token_invalid'),
    membershipsOf: async () => [],
    ...changes,
  });
  const { isAuthorized, context } = await handler({ headers, routeKey });
  // A refusal is the function's to tell, in the form that all its answers have.
  expect(isAuthorized).toBe(true);
  return context;
};

const [anyone, known, signedIn] = ['POST /v1/payments', 'GET /v1/payments', 'GET /v1/members'];
const rejected = (code: string) => ({ kind: 'rejected', code });

describe('a route admits the callers of its table, and an unknown one admits people only [B3]', () => {
  test('guests if anyone may call, and nowhere else', async () => {
    expect(await identify({}, anyone!)).toEqual({ kind: 'public' });
    for (const route of [known!, signedIn!, 'GET /v1/forgotten'])
      expect(await identify({}, route)).toEqual(rejected('credentials_required'));
  });

  test('keys if the caller must be known; routes for people refuse them', async () => {
    for (const route of [anyone!, known!])
      expect(await identify({ 'x-api-key': 'good' }, route)).toMatchObject({ kind: 'key' });
    for (const route of [signedIn!, 'GET /v1/forgotten'])
      expect(await identify({ 'x-api-key': 'good' }, route)).toEqual(rejected('people_only'));
  });

  test('people everywhere', async () => {
    for (const route of [anyone!, known!, signedIn!])
      expect(await identify({ authorization: 'Bearer good' }, route)).toEqual({
        kind: 'person',
        subject: 'awa',
        roles: '',
      });
  });
});

test.each([
  ['good', 'token_invalid'],
  ['Basic good', 'token_invalid'],
  ['Bearer', 'token_invalid'],
  ['Bearer bad', 'token_invalid'],
  ['Bearer good good', 'token_invalid'],
  ['', 'token_invalid'],
])('authorization: %j is not a token [B11]', async (authorization, code) => {
  expect(await identify({ authorization }, anyone!)).toEqual(rejected(code));
});

test('a bad key is never treated as a guest, and is refused even with a token', async () => {
  for (const more of [{}, { authorization: 'Bearer good' }] as Record<string, string>[])
    expect(await identify({ 'x-api-key': 'bad', ...more }, anyone!)).toEqual(
      rejected('api_key_invalid'),
    );
});

test('the customer named in x-customer is the one acted for', async () => {
  const membership = (customerId: string): Membership => ({
    member: { id: 'mem_1', customerId, email: '', role: 'owner', addedAt: '' },
    isCustomerArchived: false,
  });
  const membershipsOf = async () => [membership('cus_1'), membership('cus_2')];
  const headers = { authorization: 'Bearer good', 'x-customer': 'cus_2' };
  expect(await identify(headers, signedIn!, { membershipsOf })).toMatchObject({
    customerId: 'cus_2',
    roles: 'owner',
  });
});
