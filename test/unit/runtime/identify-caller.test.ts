import type { Membership, SignedIn } from '#domain/access/identify-person';
import {
  createHandler,
  type IdentifyFunctionDeps,
} from '../../../functions/access/identify-caller/handler.ts';

const awa: SignedIn = { subject: 'awa', roles: [], issuedAt: '2026-11-21T12:00:00.000Z' };

const identify = async (
  { cookie, ...headers }: Record<string, string>,
  routeKey: string,
  changes: Partial<IdentifyFunctionDeps> = {},
) => {
  const handler = createHandler({
    routeAccess: { 'POST /v1/payments': 'anyone', 'GET /v1/payments': 'known' },
    findKey: async (text) =>
      text === 'good' ? { kind: 'key', keyId: 'key_1', scopes: ['payments:read'] } : undefined,
    verifyToken: async (token) => (token === 'good' ? awa : 'token_invalid'),
    membershipsOf: async () => [],
    noteFailedProof: async () => undefined,
    strangersBan: async () => undefined,
    ...changes,
  });
  const { isAuthorized, context } = await handler({
    headers,
    routeKey,
    cookies: cookie === undefined ? undefined : ['theme=dark', ...cookie.split('; ')],
    requestContext: { http: { method: routeKey.split(' ')[0]!, sourceIp: '192.0.2.1' } },
  });
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

const membership = (customerId: string): Membership => ({
  member: { id: 'mem_1', customerId, role: 'owner' },
  isCustomerArchived: false,
});

test('the customer named in x-customer is the one acted for', async () => {
  const membershipsOf = async () => [membership('cus_1'), membership('cus_2')];
  const headers = { authorization: 'Bearer good', 'x-customer': 'cus_2' };
  expect(await identify(headers, signedIn!, { membershipsOf })).toMatchObject({
    customerId: 'cus_2',
    roles: 'owner',
  });
});

describe('the cookie of a session', () => {
  const cookie = '__Host-peage-id=good';

  test('counts when one of our pages sends the request', async () => {
    expect(await identify({ cookie, 'x-peage-page': '1' }, anyone!)).toMatchObject({
      kind: 'person',
      subject: 'awa',
    });
    expect(await identify({ cookie, 'sec-fetch-site': 'same-origin' }, known!)).toMatchObject({
      kind: 'person',
    });
  });

  test.each<[string, Record<string, string>, string]>([
    ['without any sign of a page', {}, 'GET /v1/payments'],
    ['by a POST of a page that sends no header', { 'sec-fetch-site': 'same-origin' }, 'POST /v1/x'],
    ['from another host of our domain', { 'sec-fetch-site': 'same-site' }, 'GET /v1/payments'],
    ['from a foreign page', { 'sec-fetch-site': 'cross-site' }, 'GET /v1/payments'],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, 'GET /v1/payments'],
    ['with another value', { 'x-peage-page': '0' }, 'GET /v1/payments'],
  ])('is nobody’s %s', async (_what, headers, routeKey) => {
    expect(await identify({ cookie, ...headers }, routeKey)).toEqual(
      rejected('credentials_required'),
    );
  });

  test('is not read beside a key or a token', async () => {
    const page = { cookie: '__Host-peage-id=bad', 'x-peage-page': '1' };
    expect(await identify({ ...page, 'x-api-key': 'good' }, known!)).toMatchObject({ kind: 'key' });
    expect(await identify({ ...page, authorization: 'Bearer good' }, known!)).toMatchObject({
      kind: 'person',
    });
    expect(await identify(page, known!)).toEqual(rejected('token_invalid'));
    expect(await identify({ ...page, authorization: 'Basic good' }, known!)).toEqual(
      rejected('token_invalid'),
    );
  });

  test('goes with the customer that the browser remembers, while it is theirs', async () => {
    const membershipsOf = async () => [membership('cus_1'), membership('cus_2')];
    const acting = (customer: string, more: Record<string, string> = {}) =>
      identify(
        { cookie: `${cookie}; __Host-peage-customer=${customer}`, 'x-peage-page': '1', ...more },
        signedIn!,
        { membershipsOf },
      );
    expect(await acting('cus_2')).toMatchObject({ customerId: 'cus_2' });
    expect(await acting('cus_2', { 'x-customer': 'cus_1' })).toMatchObject({ customerId: 'cus_1' });
    expect(await acting('cus_9')).toEqual(rejected('customer_required'));
  });
});

describe('an address that is banned', () => {
  const wrongKey = `pgk_${'0'.repeat(26)}_${'a'.repeat(43)}`;
  const banned = {
    noteFailedProof: async () => 3_600,
    strangersBan: async () => 3_600,
  };
  const refused = { kind: 'rejected', code: 'banned', retryAfterSeconds: 3_600 };

  test('is refused when it sends another wrong key, or proves nothing', async () => {
    expect(await identify({ 'x-api-key': wrongKey }, known!, banned)).toEqual(refused);
    expect(await identify({}, anyone!, banned)).toEqual(refused);
  });

  test.each([
    ['a valid key', { 'x-api-key': 'good' }, { kind: 'key' }],
    ['a person', { authorization: 'Bearer good' }, { kind: 'person' }],
    ['a client token, which the function judges', { 'x-client-token': 'ct' }, { kind: 'public' }],
    [
      'a token that has expired: it is no guess',
      { authorization: 'Bearer bad' },
      rejected('token_invalid'),
    ],
  ])('passes with %s', async (_what, headers, expected) => {
    expect(await identify(headers as Record<string, string>, anyone!, banned)).toMatchObject(
      expected,
    );
  });

  test('nothing is counted or looked up for a valid key or a person', async () => {
    const never = async () => {
      throw new Error('asked');
    };
    const strict = { noteFailedProof: never, strangersBan: never };
    const valid: Record<string, string>[] = [
      { 'x-api-key': 'good' },
      { authorization: 'Bearer good' },
    ];
    for (const headers of valid) expect(await identify(headers, anyone!, strict)).toBeDefined();
  });

  test('a wrong key is counted for its address and its id', async () => {
    const noted: unknown[] = [];
    const noteFailedProof = async (from: unknown) => {
      noted.push(from);
      return undefined;
    };
    for (const key of [wrongKey, 'nonsense'])
      expect(await identify({ 'x-api-key': key }, known!, { noteFailedProof })).toEqual(
        rejected('api_key_invalid'),
      );
    const address = '192.0.2.1';
    expect(noted).toEqual([
      { address, keyId: `key_${'0'.repeat(26)}` },
      { address, keyId: undefined },
    ]);
  });
});
