import type { JsonObject } from './schemas.ts';

/** Which status each code has: the runtime knows, the contract does not. */
export type CodeStatuses = Readonly<Record<string, number>>;

const header = (description: string) => ({ description, schema: { type: 'string' } });

const kinds: Readonly<
  Record<number, { name: string; what: string; headers?: Record<string, JsonObject> }>
> = {
  400: { name: 'InvalidRequest', what: 'The request is not valid.' },
  401: {
    name: 'Unauthenticated',
    what: 'Nobody knows who calls.',
    headers: { 'WWW-Authenticate': header('`Bearer`.') },
  },
  403: { name: 'Forbidden', what: 'This caller may not do that.' },
  404: { name: 'NotFound', what: 'It is not there, or belongs to somebody else.' },
  409: { name: 'Conflict', what: 'It cannot be done in this state.' },
  413: { name: 'TooLarge', what: 'The body is too large.' },
  415: { name: 'UnsupportedMediaType', what: 'The body is not JSON.' },
  422: { name: 'Unprocessable', what: 'It is well formed, and cannot be done as asked.' },
  429: { name: 'TooMany', what: 'Enough of it is there, or was made today.' },
  500: { name: 'InternalError', what: 'Something went wrong on our side. It has been logged.' },
  503: {
    name: 'TryAgain',
    what: 'It may work in a moment. Repeat with the same Idempotency-Key.',
    headers: { 'Retry-After': header('In seconds.') },
  },
};

/** What an operation refers to for a problem of this status. */
export const problemReference = (status: number): JsonObject => ({
  $ref: `#/components/responses/${kindOf(status).name}`,
});

/** Each kind of problem once, with its codes and an example. */
export const problemResponses = (statuses: CodeStatuses): Record<string, JsonObject> =>
  Object.fromEntries(
    Object.keys(kinds).map((status) => {
      const { name, what, headers } = kindOf(Number(status));
      const codes = Object.keys(statuses).filter((code) => statuses[code] === Number(status));
      const description = `${what} Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`;
      const schema = { $ref: '#/components/schemas/Problem' };
      return [
        name,
        {
          description,
          ...(headers && { headers }),
          content: { 'application/problem+json': { schema } },
        },
      ];
    }),
  );

function kindOf(status: number) {
  const kind = kinds[status];
  if (!kind) throw new Error(`layers/contract/openapi does not explain the status ${status}`);
  return kind;
}
