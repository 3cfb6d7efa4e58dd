import type { JsonObject } from './schemas.ts';

/** A code with its status and title, which the runtime knows and the contract does not. */
export type ProblemCode = { code: string; status: number; title: string };

const header = (description: string) => ({ description, schema: { type: 'string' } });

const retryAfter429 =
  'When to try again, in seconds. Every `code` below has it; absent only when the gateway refuses too many requests a second: wait a second.';

type Kind = { name: string; what: string; headers?: Record<string, JsonObject> };

const kinds: Readonly<Record<number, Kind>> = {
  400: { name: 'InvalidRequest', what: 'The request is not valid.' },
  401: {
    name: 'Unauthenticated',
    what: 'The caller is not authenticated.',
    headers: { 'WWW-Authenticate': header('`Bearer`.') },
  },
  403: { name: 'Forbidden', what: 'The caller may not do this.' },
  404: { name: 'NotFound', what: 'It does not exist, or belongs to somebody else.' },
  409: { name: 'Conflict', what: 'The current state does not allow it.' },
  410: { name: 'Gone', what: 'The link was used, replaced or has expired, or never existed.' },
  413: { name: 'TooLarge', what: 'The body is too large.' },
  415: { name: 'UnsupportedMediaType', what: 'The body is not JSON.' },
  422: { name: 'Unprocessable', what: 'The request is well formed, but cannot be fulfilled.' },
  429: {
    name: 'TooMany',
    what: 'There is enough of it already, or too many wrong keys or tokens were sent.',
    headers: { 'Retry-After': header(retryAfter429) },
  },
  500: { name: 'InternalError', what: 'Something went wrong on our side. It has been logged.' },
  503: {
    name: 'TryAgain',
    what: 'It may work in a moment. Try again with the same Idempotency-Key.',
    headers: { 'Retry-After': header('When to try again, in seconds.') },
  },
};

/** The reference to the problem response of this status. */
export const problemReference = (status: number): JsonObject => ({
  $ref: `#/components/responses/${kindOf(status).name}`,
});

/** Each kind of problem once, with its codes and an example. */
export const problemResponses = (all: readonly ProblemCode[]): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.entries(kinds).map(([status, kind]) => {
      const codes = all.filter((problem) => problem.status === Number(status));
      return [kind.name, problemResponse(kind, codes)];
    }),
  );

function problemResponse({ what, headers }: Kind, codes: readonly ProblemCode[]): JsonObject {
  const names = codes.map(({ code }) => `\`${code}\``).join(', ');
  const schema = { $ref: '#/components/schemas/Problem' };
  return {
    description: `${what} Codes: ${names}.`,
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema, example: exampleOf(what, codes[0]!) } },
  };
}

const exampleOf = (detail: string, { code, status, title }: ProblemCode): JsonObject => ({
  type: `urn:peage:problem:${code}`,
  title,
  status,
  detail,
  code,
  requestId: 'Tq1sYhWkCGYEMzQ=',
  ...(code === 'invalid_request' && {
    errors: [{ path: 'amount', message: 'must be at least 1' }],
  }),
});

function kindOf(status: number): Kind {
  const kind = kinds[status];
  if (!kind) throw new Error(`layers/contract/openapi does not explain the status ${status}`);
  return kind;
}
