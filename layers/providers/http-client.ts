export type Fetch = typeof fetch;

export type OutgoingRequest = {
  fetch?: Fetch;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  /** Objects are sent as JSON, `URLSearchParams` and `FormData` as forms. */
  body?: object | URLSearchParams | FormData;
  /** For the whole exchange, including the answer's body. */
  timeoutMs?: number;
  answerBytesMax?: number;
  /** `manual` returns a redirect as the answer; redirects are never followed. */
  redirect?: 'error' | 'manual';
};

/** The answer is too large to be the requested one. */
export class AnswerTooLargeError extends Error {}

type Unanswered = { kind: 'unknown'; cause: unknown };

/** The result of a request. `unknown`: it may still have taken effect. */
export type Exchange =
  | { kind: 'answered'; status: number; headers: Headers; bytes: Uint8Array }
  | Unanswered;

/** `body` is undefined when it is not JSON: a gateway's error page, an empty or cut text. */
export type JsonExchange =
  | { kind: 'answered'; status: number; headers: Headers; body: unknown }
  | Unanswered;

/** Longest we wait for a provider. A retry uses the same key, so giving up is safe. */
const timeoutMsDefault = 6_000;

/** Providers' answers have a few kilobytes; a page of a hundred notifications is far smaller. */
const answerBytesMaxDefault = 4 * 1024 * 1024;

/**
 * Sends one request to a provider and reads the whole answer. Never throws: a time-out, a cut
 * connection, a redirect and an endless answer give `unknown`.
 */
export async function sendRequest(request: OutgoingRequest): Promise<Exchange> {
  const { fetch = globalThis.fetch, url, method, headers, body, timeoutMs } = request;
  try {
    const response = await fetch(url, {
      method,
      headers: { ...(isJson(body) && { 'content-type': 'application/json' }), ...headers },
      body: isJson(body) ? JSON.stringify(body) : (body as URLSearchParams | FormData | undefined),
      // APIs do not redirect: following would send credentials to another address.
      redirect: request.redirect ?? 'error',
      signal: AbortSignal.timeout(timeoutMs ?? timeoutMsDefault),
    });
    const bytes = await readWhole(response, request.answerBytesMax ?? answerBytesMaxDefault);
    return { kind: 'answered', status: response.status, headers: response.headers, bytes };
  } catch (cause) {
    return { kind: 'unknown', cause };
  }
}

/** As `sendRequest`, with the answer parsed. The caller interprets the status. */
export async function jsonRequest(request: OutgoingRequest): Promise<JsonExchange> {
  const headers = { accept: 'application/json', ...request.headers };
  const exchange = await sendRequest({ ...request, headers });
  if (exchange.kind === 'unknown') return exchange;
  const { bytes, ...answer } = exchange;
  return { ...answer, body: parse(bytes) };
}

const isJson = (body: OutgoingRequest['body']): boolean =>
  body !== undefined && !(body instanceof URLSearchParams) && !(body instanceof FormData);

async function readWhole({ body }: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > bytesMax) throw new AnswerTooLargeError('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
