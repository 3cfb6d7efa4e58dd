/** The answer to the caller. */
export type Answer = {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: Buffer;
};

/** API Gateway's own answers contain one message in JSON. */
export const gatewayAnswer = (
  statusCode: number,
  message: string,
  headers: Record<string, string> = {},
): Answer => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  cookies: [],
  body: Buffer.from(JSON.stringify({ message })),
});

export const internalServerError = (): Answer => gatewayAnswer(500, 'Internal Server Error');

/**
 * Reads a function's result by payload format 2.0: with a `statusCode` it is an answer, without one
 * it is the body of a 200. Anything else is a bug, and the caller gets a 500.
 */
export function answerOf(payload: string): Answer {
  const result: unknown = JSON.parse(payload);
  if (typeof result !== 'object' || result === null || !('statusCode' in result))
    return inferred(result, payload);
  const {
    statusCode,
    headers = {},
    body = '',
    cookies = [],
    isBase64Encoded,
  } = result as Structured;
  const status = Number(statusCode);
  const isValid =
    Number.isInteger(status) && status >= 100 && status <= 599 && typeof body === 'string';
  if (!isValid || !isPlainObject(headers) || !Array.isArray(cookies)) return internalServerError();
  return {
    statusCode: status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headersOf(headers) },
    cookies: cookies.map(String),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

type Structured = {
  statusCode: unknown;
  headers?: unknown;
  body?: unknown;
  cookies?: unknown;
  isBase64Encoded?: unknown;
};

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const headersOf = (headers: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => [name.toLowerCase(), String(value)]),
  );

const inferred = (result: unknown, payload: string): Answer => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  cookies: [],
  body: Buffer.from(typeof result === 'string' ? result : payload),
});
