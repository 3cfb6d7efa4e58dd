import { endpoints, request, token } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { type Route, routes } from '../../lib/routes.ts';

const asked = ({ method, path }: Pick<Route, 'method' | 'path'>) =>
  [method, path.replaceAll(/\{\w+\}/g, 'nobody_1')] as const;

const ask = (method: string, path: string, headers: Record<string, string> = {}) =>
  request(method, `${endpoints.api}${path}`, {
    headers: { 'content-type': 'application/json', ...headers },
    body: method === 'GET' || method === 'DELETE' ? undefined : '{}',
  });

const sent = routes
  // A provider's own address is shown as that provider's, and looked up by nobody else.
  .filter(({ method }) => method !== 'HEAD')
  .map(asked);

test.each(sent)('%s %s sends security headers with every answer [A9]', async (method, path) => {
  const { headers } = await ask(method, path);
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).not.toBeNull();
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.each(routes.filter(({ access }) => access === 'signedIn' || access === 'known').map(asked))(
  '%s %s checks the caller before anything else [B3]',
  async (method, path) => {
    const reply = await ask(method, path);
    expectProblem(reply, 401, 'credentials_required');
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    for (const authorization of ['Bearer nonsense', 'Basic YTpi'])
      expectProblem(await ask(method, path, { authorization }), 401, 'token_invalid');
  },
);

test.each(routes.filter(({ path }) => path.startsWith('/v1/admin/')).map(asked))(
  '%s %s is not for the owner of a customer [B3]',
  async (method, path) => {
    const owner = await token({ role: 'owner', customerId: 'cus_01KCWALKSALLROUTES0000000' });
    expectProblem(await ask(method, path, owner), 403, 'forbidden');
  },
);

test.each([
  ['GET', '/v1/paiements'],
  ['POST', '/'],
  ['DELETE', '/v1/payments'],
  ['OPTIONS', '/v1/payments'],
  ['GET', '/v1/payments/'],
  ['GET', '/.env'],
])('%s %s does not exist, and the error has the usual form [A9]', async (method, path) => {
  expectProblem(await request(method, `${endpoints.api}${path}`), 404, 'route_not_found');
});

test.each(['PUT', 'PATCH', 'DELETE'])('a page of the shop may %s [A9]', async (method) => {
  const { headers, status } = await request('OPTIONS', `${endpoints.api}/v1/projects/prj_1`, {
    headers: { origin: 'https://shop.example', 'access-control-request-method': method },
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-methods')?.split(',')).toContain(method);
});
