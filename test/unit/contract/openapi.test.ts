import { operations } from '#contract/operations';
import { errorCodes } from '#vocabulary/error-codes';
import { apiDescription } from '../../../bin/openapi/api-description.ts';
import { statusOf } from '../../../layers/runtime/problem.ts';
import { routes } from '../../../lib/routes.ts';

type Json = Record<string, unknown>;

type Reference = { $ref: string };
type Parameter = { name: string; in: string; required: boolean; description: string; schema: Json };
type Answer = { description: string; content?: Record<string, { schema: Json }> };

type Described = {
  operationId: string;
  tags: string[];
  summary: string;
  security: Record<string, string[]>[];
  parameters: (Parameter | Reference)[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, Answer | Reference>;
};

const api = apiDescription() as Json & {
  tags: { name: string }[];
  paths: Record<string, Record<string, Described>>;
  components: {
    schemas: Record<string, Json>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Answer>;
    securitySchemes: Json;
  };
};

const described = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Everything inside a value, the value itself first. */
const within = (value: unknown): unknown[] =>
  value !== null && typeof value === 'object'
    ? [value, ...Object.values(value).flatMap(within)]
    : [value];

const isReference = (value: unknown): value is Reference =>
  value !== null && typeof value === 'object' && '$ref' in value;

const targetOf = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, step) => (at as Json | undefined)?.[step], api);

/** What a reference leads to; anything else is itself. */
const found = <T>(value: T | Reference): T =>
  isReference(value) ? (targetOf(value.$ref) as T) : value;

const referencesIn = (value: unknown): string[] =>
  within(value)
    .filter(isReference)
    .map(({ $ref }) => $ref);

test('every reference has a target', () => {
  const references = new Set(referencesIn(api));
  expect(references.size).toBeGreaterThan(60);
  const lost = [...references].filter((reference) => typeof targetOf(reference) !== 'object');
  expect(lost).toEqual([]);
});

test('every named component is referred to', () => {
  const references = new Set(referencesIn(api));
  const { schemas, parameters, responses } = api.components;
  const names = Object.entries({ schemas, parameters, responses }).flatMap(([kind, all]) =>
    Object.keys(all).map((name) => `#/components/${kind}/${name}`),
  );
  expect(names.filter((name) => !references.has(name))).toEqual([]);
});

test('the description is JSON and nothing else', () => {
  expect(JSON.parse(JSON.stringify(api))).toEqual(api);
  expect(api.openapi).toBe('3.1.0');
});

test('every body has a named schema, which clients use for its type; tables and metrics are text', () => {
  const bodies = described.flatMap(({ operation: { requestBody, responses } }) => [
    ...Object.entries(requestBody?.content ?? {}),
    ...Object.values(responses).flatMap((answer) => Object.entries(found(answer).content ?? {})),
  ]);
  expect(bodies.length).toBeGreaterThan(60);
  for (const [type, { schema }] of bodies)
    if (type.startsWith('text/')) expect(schema).toEqual({ type: 'string' });
    else
      expect(schema).toEqual({
        $ref: expect.stringMatching(/^#\/components\/schemas\/[A-Z]\w+$/),
      });
});

test('a named schema is not repeated inline', () => {
  const { schemas } = api.components;
  const enums = Object.values(schemas)
    .map(({ enum: values }) => JSON.stringify(values))
    .filter(Boolean);
  expect(new Set(enums).size).toBe(enums.length);
  const inline = [api.paths, ...Object.values(schemas).map(({ properties }) => properties)];
  const repeated = inline
    .flatMap(within)
    .filter((value) => enums.includes(JSON.stringify((value as Json | null)?.enum)));
  expect(repeated).toEqual([]);
});

test('all problems have one form, with every existing code', () => {
  const { properties } = api.components.schemas.Problem as { properties: Json };
  expect(properties.code).toMatchObject({ enum: [...errorCodes, 'internal'] });
});

test('each code is listed once, with its status', () => {
  const told = Object.values(api.components.responses).flatMap(({ description }) =>
    [...description.matchAll(/`([a-z_]+)`/g)].map(([, code]) => code!),
  );
  expect(told.sort()).toEqual([...Object.keys(statusOf), 'internal'].sort());
});

test('it describes every route that clients call, and no other', () => {
  const promised = described.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
  const deployed = routes
    .filter(({ path }) => /^\/(v1|metrics)\//.test(path) && path !== '/v1/openapi.json')
    .map(({ method, path }) => `${method} ${path}`);
  expect(promised.sort()).toEqual(deployed.sort());
});

test('routes for signed-in people say so, and no others do', () => {
  for (const { method, path, access } of routes) {
    const operation = api.paths[path]?.[method.toLowerCase()];
    if (!operation) continue;
    const schemes = operation.security.flatMap(Object.keys);
    if (access === 'signedIn') expect(schemes).toEqual(['bearer']);
    if (access === 'anyone') expect(schemes).toContain('apiKey');
    for (const scheme of schemes) expect(api.components.securitySchemes).toHaveProperty(scheme);
  }
});

test('what the people of an archived customer cannot do names that problem', () => {
  const silent = routes
    .filter(
      ({ access, method }) => access !== 'open' && !['GET', 'HEAD', 'DELETE'].includes(method),
    )
    .map(({ path, method }) => api.paths[path]?.[method.toLowerCase()])
    .filter((operation) => operation && !('409' in operation.responses));
  expect(silent.map((operation) => operation?.operationId)).toEqual([]);
});

test('an operation names the scope that an API key needs', () => {
  const { enum: scopes } = api.components.schemas.Scope as { enum: string[] };
  const asked = described.flatMap(({ operation }) =>
    operation.security.flatMap(({ apiKey }) => (apiKey ? [apiKey] : [])),
  );
  expect(asked.length).toBeGreaterThan(5);
  for (const needed of asked) {
    expect(needed).toHaveLength(1);
    expect(scopes).toContain(needed[0]);
  }
});

test('every operation has its own name and a text, in a chapter that has operations', () => {
  const names = described.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { operation } of described) expect(operation.summary).not.toBe('');
  const chapters = new Set(described.flatMap(({ operation }) => operation.tags));
  expect([...chapters].sort()).toEqual(api.tags.map(({ name }) => name).sort());
});

test('every named schema with fields, and every parameter, is explained', () => {
  const silent = Object.entries(api.components.schemas)
    .filter(([name, { properties, description }]) => properties && !description && !isPlain(name))
    .map(([name]) => name);
  expect(silent).toEqual([]);
  for (const { operation } of described)
    for (const parameter of operation.parameters)
      expect(found(parameter).description).toMatch(/\.$/);
});

/** Lists and requests of one field need no words. */
const isPlain = (name: string): boolean => /(Page|List|Request)$|^Wallets$/.test(name);

describe.each(described)('$method $path', ({ path, method, operation }) => {
  const statuses = Object.keys(operation.responses).map(Number);
  const parameters = operation.parameters.map((one) => found(one));

  test('lists its answers, and its problems', () => {
    const answers = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
    expect(new Set(answers.map(([, answer]) => JSON.stringify(answer))).size).toBe(1);
    if (operation.security.length > 0) expect(statuses).toContain(401);
    expect(statuses).toContain(500);
    for (const [status, answer] of Object.entries(operation.responses)) {
      const { description, content } = found(answer);
      expect(description).not.toBe('');
      const isDown = path === '/metrics/payments/health' && status === '503';
      if (Number(status) < 400 || isDown) continue;
      expect(Object.keys(content!)).toEqual(['application/problem+json']);
      const { schema } = content!['application/problem+json']!;
      expect(schema).toEqual({ $ref: '#/components/schemas/Problem' });
    }
  });

  test('names every part of its path', () => {
    const named = parameters.filter(({ in: place }) => place === 'path');
    expect(named.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    // A secret in a path is gone rather than not found.
    if (named.length > 0) expect(statuses).toContain(path.includes('{token}') ? 410 : 404);
  });

  test('accepts an Idempotency-Key when it creates something, and lists the problem of a wrong one', () => {
    const keys = parameters.filter(({ name }) => name === 'Idempotency-Key');
    const isRepeatable =
      /^\/v1\/(activations|subscription|session|admin\/(alerts|notices))\b|\/(erase|export|test)$/.test(
        path,
      );
    const takesKey = method === 'post' && !isRepeatable;
    expect(keys).toHaveLength(takesKey ? 1 : 0);
    if (takesKey) expect(statuses).toEqual(expect.arrayContaining([400, 409]));
  });

  test('that reads a body or a query lists the problem of a wrong one', () => {
    if (operation.requestBody) expect(statuses).toEqual(expect.arrayContaining([400, 413, 415]));
    const hasQuery = parameters.some(({ in: place }) => place === 'query');
    if (hasQuery) expect(statuses).toContain(400);
  });
});

test('there are as many operations as are declared', () => {
  expect(described).toHaveLength(operations.length);
});
