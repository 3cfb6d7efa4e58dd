import { readFileSync } from 'node:fs';
import { describeApi } from '#contract/openapi';
import { operations } from '#contract/operations';
import { routes } from '../../../lib/routes.ts';

type Json = Record<string, unknown>;

type Described = {
  operationId: string;
  summary: string;
  security: Record<string, unknown>[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Json };
  responses: Record<string, { description: string; content?: Json }>;
};

const api = describeApi() as Json & {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Json; securitySchemes: Json };
};

const described = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Everything inside a value, the value itself first. */
const within = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object'
    ? [value, ...Object.values(value).flatMap(within)]
    : [value];

test('every reference leads somewhere', () => {
  const references = within(api).flatMap((value) =>
    value !== null && typeof value === 'object' && '$ref' in value ? [String(value.$ref)] : [],
  );
  expect(references.length).toBeGreaterThan(0);
  for (const reference of new Set(references)) {
    const target = reference
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], api);
    expect([reference, typeof target]).toEqual([reference, 'object']);
  }
});

test('the description is JSON and nothing else', () => {
  expect(JSON.parse(JSON.stringify(api))).toEqual(api);
  expect(api.openapi).toBe('3.1.0');
});

test('it describes every route that clients call, and no other', () => {
  const promised = described.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const deployed = routes
    .filter(({ path }) => path.startsWith('/v1/') && path !== '/v1/openapi.json')
    .map(({ method, path }) => `${method} ${path}`);
  expect(promised.sort()).toEqual(deployed.sort());
});

test('what asks for a signed-in person is told so, and nothing else is', () => {
  for (const { method, path, access } of routes) {
    const operation = api.paths[path]?.[method.toLowerCase()];
    if (!operation) continue;
    const schemes = operation.security.flatMap(Object.keys);
    if (access === 'signedIn') expect(schemes).toEqual(['bearer']);
    if (access === 'anyone') expect(schemes).toContain('apiKey');
    for (const scheme of schemes) expect(api.components.securitySchemes).toHaveProperty(scheme);
  }
});

test('every operation has a name of its own and something to say', () => {
  const names = described.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { operation } of described) expect(operation.summary).not.toBe('');
});

describe.each(described)('$method $path', ({ path, method, operation }) => {
  const statuses = Object.keys(operation.responses).map(Number);

  test('answers well, and says how it answers badly', () => {
    expect(statuses.filter((status) => status < 400)).toHaveLength(1);
    if (operation.security.length > 0) expect(statuses).toContain(401);
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect(description).not.toBe('');
      if (Number(status) >= 400)
        expect(content).toEqual({
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        });
    }
  });

  test('names every part of its path', () => {
    const named = operation.parameters.filter(({ in: place }) => place === 'path');
    expect(named.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    if (named.length > 0) expect(statuses).toContain(404);
  });

  test('takes an Idempotency-Key when it makes something, and says what becomes of a wrong one', () => {
    const keys = operation.parameters.filter(({ name }) => name === 'Idempotency-Key');
    expect(keys).toHaveLength(method === 'post' ? 1 : 0);
    if (method === 'post') expect(statuses).toEqual(expect.arrayContaining([400, 409]));
  });

  test('that reads a body or a query tells what becomes of a wrong one', () => {
    if (operation.requestBody) expect(statuses).toEqual(expect.arrayContaining([400, 413, 415]));
    const hasQuery = operation.parameters.some(({ in: place }) => place === 'query');
    if (hasQuery) expect(statuses).toContain(400);
  });
});

test('there are as many operations as are declared', () => {
  expect(described).toHaveLength(operations.length);
});

test('what is served is what the schemas say now (npm run openapi writes it)', () => {
  const served = readFileSync('functions/documentation/get-openapi/openapi.json', 'utf8');
  expect(JSON.parse(served)).toEqual(JSON.parse(JSON.stringify(describeApi())));
});
