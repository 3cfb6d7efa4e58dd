export type Fetch = typeof fetch;

export type OutgoingRequest = {
  fetch?: Fetch;
  url: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Record<string, string>;
  /** An object travels as JSON, `URLSearchParams` as a form. */
  body?: object | URLSearchParams;
  /** For the whole exchange, the body of the answer included. */
  timeoutMs?: number;
  answerBytesMax?: number;
  /** `manual` shows a redirect as the answer; nothing ever follows one. */
  redirect?: 'error' | 'manual';
};

/** There is an answer, and it is not what was asked for. */
export class AnswerTooLargeError extends Error {}

type Unanswered = { kind: 'unknown'; cause: unknown };

/** What a request came to. `unknown`: it may have been acted upon all the same. */
export type Exchange =
  | { kind: 'answered'; status: number; headers: Headers; bytes: Uint8Array }
  | Unanswered;

/** `body` is undefined when the answer is no JSON: a gateway's error page, an empty or torn text. */
export type JsonExchange =
  | { kind: 'answered'; status: number; headers: Headers; body: unknown }
  | Unanswered;

/** The answer of a hanging provider is worth no more than this; the retry uses the same key. */
const timeoutMsDefault = 6_000;

/** Providers' answers are a few kilobytes; a page of a hundred notifications stays far below. */
const answerBytesMaxDefault = 4 * 1024 * 1024;

/**
 * One request to a provider, whose answer is read to its end. Never throws: a time-out, a cut
 * connection, a redirect and an endless answer are `unknown`.
 */
export async function sendRequest(request: OutgoingRequest): Promise<Exchange> {
  const { fetch = globalThis.fetch, url, method, headers, body, timeoutMs } = request;
  try {
    const response = await fetch(url, {
      method,
      headers: { ...(isJson(body) && { 'content-type': 'application/json' }), ...headers },
      body: isJson(body) ? JSON.stringify(body) : (body as URLSearchParams | undefined),
      // An API does not redirect: following would carry credentials to another address.
      redirect: request.redirect ?? 'error',
      signal: AbortSignal.timeout(timeoutMs ?? timeoutMsDefault),
    });
    const bytes = await readWhole(response, request.answerBytesMax ?? answerBytesMaxDefault);
    return { kind: 'answered', status: response.status, headers: response.headers, bytes };
  } catch (cause) {
    return { kind: 'unknown', cause };
  }
}

/** As `sendRequest`, with the answer parsed. The caller judges the status. */
export async function jsonRequest(request: OutgoingRequest): Promise<JsonExchange> {
  const headers = { accept: 'application/json', ...request.headers };
  const exchange = await sendRequest({ ...request, headers });
  if (exchange.kind === 'unknown') return exchange;
  const { bytes, ...answer } = exchange;
  return { ...answer, body: parse(bytes) };
}

const isJson = (body: OutgoingRequest['body']): boolean =>
  body !== undefined && !(body instanceof URLSearchParams);

async function readWhole({ body }: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > bytesMax) throw new AnswerTooLargeError('larger than any that is expected');
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
