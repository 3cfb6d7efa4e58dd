import { api, endpoints, request } from '#test/cloud';

const preflight = (origin: string, method = 'POST', headers = 'content-type,idempotency-key') =>
  request('OPTIONS', `${endpoints.api}/v1/payments`, {
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  });

test('a page of the shop may call the API', async () => {
  const { status, headers } = await preflight('https://shop.example');
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(headers.get('access-control-allow-methods')?.split(',')).toEqual(
    expect.arrayContaining(['GET', 'POST']),
  );
  const allowed = headers.get('access-control-allow-headers')?.split(',');
  expect(allowed).toEqual(
    expect.arrayContaining(['authorization', 'idempotency-key', 'x-client-token']),
  );
  expect(headers.get('access-control-allow-credentials')).toBeNull();
});

test('no page may send a server’s API key, which everybody could read', async () => {
  const { headers } = await preflight('https://shop.example', 'POST', 'x-api-key');
  expect(headers.get('access-control-allow-headers')).not.toContain('x-api-key');
});

test('no page of another origin may send the header of our own pages, not even the shop’s', async () => {
  const { headers } = await preflight('https://shop.example', 'POST', 'x-peage-page');
  expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(headers.get('access-control-allow-headers')).not.toContain('x-peage-page');
});

test.each([
  'https://evil.example',
  'http://shop.example',
  'https://shop.example.evil.example',
  'https://evilshop.example',
  'https://www.shop.example',
  'null',
])('a page of %s may not call the API', async (origin) => {
  const { headers } = await preflight(origin);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  const answer = await api('GET', '/v1/payments', { headers: { origin } });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('errors also reach the page of the shop', async () => {
  const { status, headers } = await api('GET', '/v1/payments/pay_1', {
    headers: { origin: 'https://shop.example' },
  });
  expect(status).toBe(404);
  expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
});
