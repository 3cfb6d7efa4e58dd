import { Ajv2020 } from 'ajv/dist/2020.js';
import type * as z from 'zod/mini';
import { answerExamples } from '#contract/openapi/examples';
import { operations } from '#contract/operations';
import { readExposition } from '#test/exposition-reader';
import { apiDescription } from '../../../bin/openapi/api-description.ts';

type Json = Record<string, unknown>;
type Content = Record<string, { schema: Json; example?: unknown }>;
type Parameter = { name: string; schema: Json; example?: unknown };
type Described = {
  operationId: string;
  parameters: (Partial<Parameter> & { $ref?: string })[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

const api = apiDescription() as {
  paths: Record<string, Record<string, Described>>;
  components: {
    parameters: Record<string, Parameter>;
    responses: Record<string, { content: Content }>;
  };
};

const described = new Map(
  Object.values(api.paths)
    .flatMap((methods) => Object.values(methods))
    .map((operation) => [operation.operationId, operation]),
);

const formats = { 'date-time': /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, date: /^\d{4}-\d\d-\d\d$/ };
const judge = new Ajv2020({
  strict: false,
  formats: { ...formats, uri: /^https?:\/\//, 'idn-email': /@/ },
});
judge.addSchema({ ...api, $id: 'https://api.example/' });

/** What of the description's own schema a value breaks. */
function violations(schema: Json, value: unknown): unknown {
  const absolute = JSON.stringify(schema).replaceAll('"#/', '"https://api.example/#/');
  const validate = judge.compile(JSON.parse(absolute));
  return validate(value) ? [] : validate.errors;
}

const contentOf = ({ responses }: Described): Content[] =>
  Object.values(responses).flatMap(({ content }) => (content ? [content] : []));

const withBody = operations.filter(({ body }) => body);
const withAnswer = operations.filter(({ answers }) =>
  Object.values(answers).some((answer) => typeof answer !== 'string'),
);

test('the checker does not accept everything', () => {
  const schema = { $ref: '#/components/schemas/PaymentStatus' };
  expect(violations(schema, 'pending')).toEqual([]);
  expect(violations(schema, 'paid')).not.toEqual([]);
  expect(violations({ $ref: '#/components/schemas/Timestamp' }, '2026-11-21')).not.toEqual([]);
});

test.each(withBody)('$id has an example request that it accepts', ({ id, body }) => {
  const { schema, example } = described.get(id)!.requestBody!.content['application/json']!;
  expect(violations(schema, example)).toEqual([]);
  expect((body as z.ZodMiniType).safeParse(example)).toMatchObject({ success: true });
});

test.each(withAnswer)(
  '$id has an example answer that it may return, with every field',
  ({ id, answers }) => {
    const [content] = contentOf(described.get(id)!);
    const { schema, example } = content!['application/json']!;
    expect(example).toBe(answerExamples[id]);
    expect(violations(schema, example)).toEqual([]);
    // Fields that the schema does not have fall away when it is read.
    const [answer] = Object.values(answers);
    expect((answer as z.ZodMiniType).parse(example)).toEqual(example);
  },
);

test('a page to scrape has an example that a scraper reads', () => {
  const [content] = contentOf(described.get('exposeMetrics')!);
  expect(readExposition(String(content!['text/plain']!.example)).size).toBe(1);
});

test('there is no example of an operation that does not exist', () => {
  const shown = [...withAnswer, ...operations.filter(({ textType }) => textType)];
  expect(Object.keys(answerExamples).sort()).toEqual(shown.map(({ id }) => id).sort());
});

test('every kind of problem has an example', () => {
  const kinds = Object.values(api.components.responses).map(({ content }) => content);
  expect(kinds.length).toBeGreaterThan(8);
  for (const content of kinds) {
    const { schema, example } = content['application/problem+json']!;
    expect(violations(schema, example)).toEqual([]);
  }
});

test('every example of a parameter is a valid value, and every path has them all', () => {
  const parameters = [...described.values()].flatMap(({ parameters: own }) => own);
  const written = [...parameters, ...Object.values(api.components.parameters)].filter(
    (one): one is Parameter => 'schema' in one,
  );
  const shown = written.filter(({ example }) => example !== undefined);
  expect(shown.length).toBeGreaterThan(30);
  for (const { schema, example } of shown) expect(violations(schema, example)).toEqual([]);
  const inPath = parameters.filter((one) => (one as { in?: string }).in === 'path');
  expect(inPath.filter(({ example }) => example === undefined)).toEqual([]);
});
