import { RouteTable } from '../../../local/cloud/http-api/route-table.ts';

const table = (...routeKeys: string[]) =>
  new RouteTable(routeKeys.map((routeKey) => ({ routeKey })));

const found = (routes: RouteTable<{ routeKey: string }>, method: string, path: string) => {
  const match = routes.find(method, path);
  return match && [match.route.routeKey, match.pathParameters];
};

const routes = table(
  '$default',
  'ANY /pets/{proxy+}',
  'GET /pets/{id}',
  'ANY /pets/{id}',
  'GET /pets/mine',
  'GET /pets/{id}/name',
);

test.each([
  ['GET', '/pets/mine', ['GET /pets/mine', undefined]],
  ['GET', '/pets/7', ['GET /pets/{id}', { id: '7' }]],
  ['PUT', '/pets/7', ['ANY /pets/{id}', { id: '7' }]],
  ['GET', '/pets/7/name', ['GET /pets/{id}/name', { id: '7' }]],
  ['GET', '/pets/7/other/thing', ['ANY /pets/{proxy+}', { proxy: '7/other/thing' }]],
  ['GET', '/elsewhere', ['$default', undefined]],
])('%s %s selects the most specific route', (method, path, expected) => {
  expect(found(routes, method, path)).toEqual(expected);
});

test('without a default route, another path, method or trailing slash matches nothing', () => {
  const one = table('GET /pets/{id}');
  expect(one.find('GET', '/pets')).toBeUndefined();
  expect(one.find('GET', '/pets/')).toBeUndefined();
  expect(one.find('GET', '/pets/7/')).toBeUndefined();
  expect(one.find('POST', '/pets/7')).toBeUndefined();
});
