import { describeOperation, type RequestExample } from './openapi/describe-operation.ts';
import { sharedParameters } from './openapi/parameters.ts';
import { problem } from './openapi/problem.ts';
import { type ProblemCode, problemResponses } from './openapi/problems.ts';
import { type JsonObject, SchemaBook } from './openapi/schemas.ts';
import { tags } from './openapi/tags.ts';
import { describeWebhooks } from './openapi/webhooks.ts';
import { operations } from './operations.ts';

/** The parts of the description that no schema contains. */
export type ApiFacts = {
  /** Example requests, by the operation's id. */
  requests: Readonly<Record<string, RequestExample>>;
  problemCodes: readonly ProblemCode[];
};

/**
 * Describes the API in OpenAPI 3.1, from the schemas that validate requests.
 *
 * Its server is `/`, the serving host: the address is known only after deployment, and the
 * answering function inserts it.
 */
export function describeApi({ requests, problemCodes }: ApiFacts): JsonObject {
  const book = new SchemaBook();
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations)
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method]: describeOperation(
        operation,
        book,
        requests[operation.id] ?? { parameters: {} },
      ),
    };
  book.describe(problem, 'output');
  const webhooks = describeWebhooks(book);
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/', description: 'The host that serves this description.' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks,
    components: {
      schemas: book.named,
      parameters: sharedParameters,
      responses: problemResponses(problemCodes),
      securitySchemes,
    },
  };
}

const info = {
  title: 'Péage',
  version: '1',
  description: `Payments, invoices and usage.

Amounts are integers in minor units; times are ISO 8601 in UTC. Every POST accepts an Idempotency-Key, unless its repetition has no effect. Problems are RFC 9457 with a stable code; only the gateway’s own 429 (too many requests a second) has another body.

Requests with unknown fields are refused. Answers may get new fields, and there may be new problem codes: ignore what you do not know.`,
  license: { name: 'MIT', identifier: 'MIT' },
};

const securitySchemes = {
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'A server’s key. It must have the scopes that the operation lists.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The token of a person who has signed in.',
  },
  clientToken: {
    type: 'apiKey',
    in: 'header',
    name: 'x-client-token',
    description:
      'Gives a buyer without an account access to one payment or invoice. In links it may be in the query, as `clientToken`.',
  },
};
