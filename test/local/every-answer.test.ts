import { endpoints, request } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { routes } from '../../lib/routes.ts';

const sent = routes
  // A provider's own address is shown as that provider's, and looked up by nobody else.
  .filter(({ method }) => method !== 'HEAD')
  .map(({ method, path }) => [method, path.replaceAll(/\{\w+\}/g, 'nobody_1')] as const);

test.each(sent)(
  '%s %s tells browsers to be careful, whatever it answers [A9]',
  async (method, path) => {
    const { headers, status } = await request(method, `${endpoints.api}${path}`, {
      headers: { 'content-type': 'application/json' },
      body: method === 'GET' || method === 'DELETE' ? undefined : '{}',
    });
    // The gateway's own refusal carries nothing of ours; see the decision on errors of the gateway.
    if (status === 401 && !headers.get('content-type')?.includes('problem')) return;
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).not.toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  },
);

test.each([
  ['GET', '/v1/paiements'],
  ['POST', '/'],
  ['DELETE', '/v1/payments'],
  ['OPTIONS', '/v1/payments'],
  ['GET', '/v1/payments/'],
  ['GET', '/.env'],
])('%s %s leads nowhere, and says so as every other error [A9]', async (method, path) => {
  expectProblem(await request(method, `${endpoints.api}${path}`), 404, 'route_not_found');
});

test.each(['PUT', 'PATCH', 'DELETE'])('a page of the shop may %s [A9]', async (method) => {
  const { headers, status } = await request('OPTIONS', `${endpoints.api}/v1/projects/prj_1`, {
    headers: { origin: 'https://shop.example', 'access-control-request-method': method },
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-methods')?.split(',')).toContain(method);
});
