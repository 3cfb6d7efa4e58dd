import { randomUUID } from 'node:crypto';
import { as, createApiKey, type Headers, serverKey } from '#test/callers';
import { eventually, initiate, type Json, token } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { awsFault } from '#test/trouble';

let admin: Headers;
beforeAll(async () => {
  admin = await token({ role: 'admin' });
});

/** The newest keys: what a test has just created is among them, whatever other tests created. */
const listed = async (): Promise<{ text: string; keys: Json[] }> => {
  const { text, body } = await as(admin, 'GET', '/v1/api-keys?limit=100');
  return { text, keys: body.data };
};

test('a key is shown once; afterwards neither it nor its hash is shown', async () => {
  const created = await createApiKey({ scopes: ['payments:read'] });
  expect(created.status).toBe(201);
  const { key, ...rest } = created.body;
  expect(key).toMatch(/^pgk_[0-9A-Z]{26}_[\w-]{43}$/);
  const { text, keys } = await listed();
  expect(keys).toContainEqual(rest);
  expect(text).not.toContain(key.split('_').slice(2).join('_'));
  // Names alone: an id may well read …HASH….
  expect(text).not.toMatch(/"\w*(hash|secret)\w*":/i);
});

test('a repeated request returns the key’s data without the key, another request is refused [B11]', async () => {
  const headers = { 'idempotency-key': randomUUID() };
  const first = await createApiKey({ scopes: ['payments:read'] }, headers);
  const again = () => createApiKey({ scopes: ['payments:read'] }, headers);
  expect((await again()).body).toEqual({ ...first.body, key: null });
  const other = await createApiKey({ scopes: ['payments:write'] }, headers);
  expectProblem(other, 409, 'idempotency_key_reused');
  await as(admin, 'DELETE', `/v1/api-keys/${first.body.id}`);
  expect((await again()).body).toMatchObject({ key: null, revokedAt: expect.any(String) });
  const { keys } = await listed();
  expect(keys.filter(({ id }) => id === first.body.id)).toHaveLength(1);
});

test('a key works even if the time of its last use cannot be stored [L9]', async () => {
  const { headers, apiKey } = await serverKey(['payments:read']);
  const lost = await awsFault({
    function: 'access/identify-caller',
    operation: 'UpdateItem',
    match: apiKey.id,
    fault: 'failBefore',
    times: 1,
  });
  try {
    expect((await as(headers, 'GET', '/v1/payments')).status).toBe(200);
    await eventually(lost.isSpent);
  } finally {
    await lost.end();
  }
});

test('a key is created for an existing customer, and with an end that is to come [B11]', async () => {
  const ghost = await createApiKey({ scopes: ['payments:read'], customerId: 'cus_ghost' });
  expectProblem(ghost, 404, 'customer_not_found');
  const over = await createApiKey({
    scopes: ['payments:read'],
    expiresAt: new Date().toISOString(),
  });
  expectProblem(over, 400, 'invalid_request');
});

test('a key stops working within seconds once it is revoked or over, and stays listed', async () => {
  const expiresAt = new Date(Date.now() + 4_000).toISOString();
  const over = await serverKey(['payments:read'], undefined, { expiresAt });
  expect(over.apiKey.expiresAt).toBe(expiresAt);
  const { headers, apiKey } = await serverKey(['payments:read']);
  expect((await as(headers, 'GET', '/v1/payments')).status).toBe(200);
  const revoked = await as(admin, 'DELETE', `/v1/api-keys/${apiKey.id}`);
  expect(revoked.body.revokedAt).toEqual(expect.any(String));
  const refusalOf = (key: Headers, what: string) =>
    eventually(
      async () => {
        const reply = await as(key, 'GET', '/v1/payments');
        return reply.status !== 200 && reply;
      },
      { withinMs: 20_000, what },
    );
  const refusals = await Promise.all([
    refusalOf(headers, 'the revoked key still works'),
    refusalOf(over.headers, 'the key that is over still works'),
  ]);
  for (const refused of refusals) expectProblem(refused, 401, 'api_key_invalid');
  const again = await as(admin, 'DELETE', `/v1/api-keys/${apiKey.id}`);
  expect(again.body.revokedAt).toBe(revoked.body.revokedAt);
  expect((await listed()).keys).toContainEqual(
    expect.objectContaining({ id: apiKey.id, revokedAt: revoked.body.revokedAt }),
  );
}, 60_000);

/** Of nobody else's guesses: those for one id are counted together. */
const anUnknownId = () => `0${randomUUID().replaceAll('-', '').slice(0, 25).toUpperCase()}`;

test.each([
  ['with an unknown id', () => `pgk_${anUnknownId()}_${'A'.repeat(43)}`],
  ['with the secret of another', (key: string) => key.slice(0, -43) + 'A'.repeat(43)],
  ['cut short', (key: string) => key.slice(0, -1)],
  ['with more behind it', (key: string) => `${key}A`],
  ['in small letters', (key: string) => key.toLowerCase()],
  ['sent twice', (key: string) => `${key},${key}`],
  ['that is a token', () => 'Bearer x'],
  ['that is very long', () => 'x'.repeat(8_000)],
  ['that is empty', () => ''],
])('a key %s is refused', async (_what, forge) => {
  const { apiKey } = await serverKey(['payments:read', 'payments:write', 'invoices:read']);
  const headers = { 'x-api-key': forge(apiKey.key) };
  for (const [method, path] of [
    ['GET', '/v1/payments'],
    ['POST', '/v1/payments'],
    ['POST', '/v1/payments/pay_1/cancel'],
    ['GET', '/v1/invoices/inv_1/pdf'],
  ] as const)
    expectProblem(await as(headers, method, path), 401, 'api_key_invalid');
});

test('a bad key is refused even with a valid token beside it', async () => {
  const reply = await as({ 'x-api-key': 'x', ...admin }, 'GET', '/v1/payments');
  expectProblem(reply, 401, 'api_key_invalid');
});

describe('a key without the scope', () => {
  const body = {
    amount: 46_800,
    currency: 'EUR',
    method: 'card',
    description: 'x',
    customer: { email: 'awa@example.com', name: 'Awa Diop' },
  };
  const needs = (id: string) =>
    [
      ['payments:read', 'GET', '/v1/payments'],
      ['payments:read', 'GET', `/v1/payments/${id}`],
      ['payments:write', 'POST', '/v1/payments'],
      ['payments:write', 'POST', `/v1/payments/${id}/cancel`],
      ['invoices:read', 'GET', '/v1/invoices/inv_1/pdf'],
    ] as const;

  test.each(['payments:read', 'payments:write', 'invoices:read', 'usage:write', 'metrics:read'])(
    '%s is told which scope is missing, and does nothing',
    async (scope) => {
      const { id } = await initiate();
      const { headers } = await serverKey([scope]);
      for (const [needed, method, path] of needs(id).filter(([needed]) => needed !== scope)) {
        const reply = await as(headers, method, path, method === 'POST' ? body : undefined);
        expect(expectProblem(reply, 403, 'forbidden').detail).toContain(needed);
      }
      expect(await storedStatus(id)).toBe('pending');
    },
  );
});

describe('only an admin', () => {
  test.each(['member', 'finance'] as const)('%s cannot reach the keys', async (role) => {
    const headers = await token({ role, customerId: 'cus_1' });
    const request = { name: `mine ${randomUUID()}`, scopes: ['payments:write'] };
    expectProblem(await as(headers, 'GET', '/v1/api-keys'), 403, 'forbidden');
    expectProblem(await as(headers, 'POST', '/v1/api-keys', request), 403, 'forbidden');
    const { apiKey } = await serverKey(['payments:read']);
    expectProblem(await as(headers, 'DELETE', `/v1/api-keys/${apiKey.id}`), 403, 'forbidden');
    const { keys } = await listed();
    expect(keys.map(({ name }) => name)).not.toContain(request.name);
    expect(keys.find(({ id }) => id === apiKey.id)?.revokedAt).toBeNull();
  });

  test('a server key cannot create keys', async () => {
    const { headers } = await serverKey(['payments:write']);
    const request = { name: 'mine', scopes: ['payments:write'] };
    expectProblem(await as(headers, 'POST', '/v1/api-keys', request), 403, 'forbidden');
  });
});

test.each([
  ['no scope', { name: 'x', scopes: [] }],
  ['an unknown scope', { name: 'x', scopes: ['admin'] }],
  ['no name', { scopes: ['payments:read'] }],
  ['a strange customer', { name: 'x', scopes: ['payments:read'], customerId: '*' }],
  ['a field too many', { name: 'x', scopes: ['payments:read'], secretHash: 'x' }],
])('a key with %s is refused', async (_what, request) => {
  expectProblem(await as(admin, 'POST', '/v1/api-keys', request), 400, 'invalid_request');
});

test.each(['cursor=', 'cursor=x', 'limit=0', 'customerId=1'])(
  'a list of keys with %s is refused',
  async (query) => {
    expectProblem(await as(admin, 'GET', `/v1/api-keys?${query}`), 400, 'invalid_request');
  },
);

test.each(['key_1', 'x'.repeat(3_000), '%00'])(
  'the key %s does not exist and cannot be revoked',
  async (id) => {
    expectProblem(await as(admin, 'DELETE', `/v1/api-keys/${id}`), 404, 'api_key_not_found');
  },
);
