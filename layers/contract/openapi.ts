import * as z from 'zod/mini';
import type { Operation } from './operations/operation.ts';
import { operations } from './operations.ts';
import { problem } from './parts.ts';

type JsonObject = Record<string, unknown>;

/** The OpenAPI 3.1 description of the API, made from the very schemas that validate; without server. */
export function describeApi(): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(operation),
    };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Péage',
      version: '1',
      description:
        'Payments and invoices. Amounts are integers of minor units; times are ISO 8601 UTC. Every POST takes an Idempotency-Key. Errors are RFC 9457 with a stable code.',
    },
    paths,
    components: {
      schemas: { Problem: schema(problem, 'output') },
      securitySchemes: {
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key' },
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        clientToken: { type: 'apiKey', in: 'header', name: 'x-client-token' },
      },
    },
  };
}

function describeOperation(operation: Operation): JsonObject {
  const { id, summary, security, body, answers, problems } = operation;
  return {
    operationId: id,
    summary,
    security: security.map((name) => ({ [name]: [] })),
    parameters: [
      ...pathParameters(operation),
      ...queryParameters(operation),
      ...headers(operation),
    ],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schema(body, 'input') } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer)]),
      ),
      ...Object.fromEntries(problems.map((status) => [status, problemAnswer])),
    },
  };
}

const describeAnswer = (answer: Operation['answers'][number]): JsonObject =>
  typeof answer === 'string'
    ? { description: answer }
    : { description: 'OK', content: { 'application/json': { schema: schema(answer, 'output') } } };

const problemAnswer = {
  description: 'A problem, with a stable code',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const pathParameters = ({ path }: Operation) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters({ query }: Operation) {
  if (!query) return [];
  const { properties = {}, required = [] } = schema(query, 'input') as {
    properties?: JsonObject;
    required?: string[];
  };
  return Object.entries(properties).map(([name, description]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: description,
  }));
}

const headers = ({ method }: Operation) =>
  method === 'post'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', maxLength: 255 },
        },
      ]
    : [];

/** Without `$schema`: OpenAPI 3.1 speaks the same dialect. */
function schema(of: z.core.$ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema, ...rest } = z.toJSONSchema(of, { io, unrepresentable: 'any' }) as JsonObject;
  return rest;
}
