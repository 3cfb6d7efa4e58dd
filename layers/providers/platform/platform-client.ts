import type { Clock } from '#domain/clock';
import {
  type Exchange,
  type Fetch,
  type JsonExchange,
  jsonRequest,
  type OutgoingRequest,
  sendRequest,
} from '../http-client.ts';

export type PlatformAccess = {
  /** Without `/v1`. */
  apiUrl: string;
  tokenUrl: string;
  /** Id and secret of OAuth 2 client credentials, as they are now. */
  credentials: () => Promise<{ clientId: string; clientSecret: string }>;
  now: Clock;
  fetch?: Fetch;
  timeoutMs?: number;
};

export type PlatformRequest = {
  method: 'GET' | 'POST';
  /** Below the API's address, `/v1/flows`. */
  path: string;
  body?: object | FormData;
};

/** The platform answered with something that is none of the promised answers, or not at all. */
export class PlatformSilentError extends Error {
  readonly status: number | undefined;

  constructor(exchange: Exchange | JsonExchange) {
    const isAnswered = exchange.kind === 'answered';
    const code = isAnswered && 'body' in exchange ? codeIn(exchange.body) : '';
    const said = isAnswered ? `answered ${exchange.status} ${code}` : 'is silent';
    super(`the invoicing platform ${said}`, isAnswered ? {} : { cause: exchange.cause });
    this.name = 'PlatformSilentError';
    this.status = isAnswered ? exchange.status : undefined;
  }
}

/** The code alone: a message may repeat what is on the invoice, which is no matter for logs. */
const codeIn = (body: unknown): string => {
  const { errorCode } = (body ?? {}) as { errorCode?: unknown };
  return typeof errorCode === 'string' ? errorCode.slice(0, 100) : '';
};

/** A token near its end might expire on the way. */
const marginMs = 60_000;

/** The platform's API with its access token, which is kept until a minute before it expires. */
export class PlatformClient {
  readonly #access: PlatformAccess;
  #token?: { value: string; untilMs: number };

  constructor(access: PlatformAccess) {
    this.#access = access;
  }

  /** Any answer; a token that was refused is replaced once. */
  call(request: PlatformRequest): Promise<JsonExchange> {
    return this.withToken(request, jsonRequest);
  }

  /** The file behind a path, as text. */
  async download(path: string): Promise<string> {
    const answer = await this.withToken({ method: 'GET', path }, sendRequest);
    if (answer.kind !== 'answered' || answer.status !== 200) throw new PlatformSilentError(answer);
    return new TextDecoder().decode(answer.bytes);
  }

  private async withToken<Answer extends Exchange | JsonExchange>(
    { method, path, body }: PlatformRequest,
    ask: (request: OutgoingRequest) => Promise<Answer>,
  ): Promise<Answer> {
    const { apiUrl, fetch, timeoutMs } = this.#access;
    const attempt = async () => {
      const headers = { authorization: `Bearer ${await this.token()}` };
      return ask({ fetch, timeoutMs, method, url: `${apiUrl}${path}`, headers, body });
    };
    const first = await attempt();
    if (first.kind !== 'answered' || first.status !== 401) return first;
    this.#token = undefined;
    return attempt();
  }

  private async token(): Promise<string> {
    const { tokenUrl, credentials, fetch, timeoutMs, now } = this.#access;
    const atMs = now().getTime();
    if (this.#token && atMs < this.#token.untilMs) return this.#token.value;
    const { clientId, clientSecret } = await credentials();
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await jsonRequest({
      ...{ fetch, timeoutMs, method: 'POST', url: tokenUrl },
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const grant = (answer.kind === 'answered' ? (answer.body ?? {}) : {}) as Grant;
    const { access_token: value, expires_in: seconds } = grant;
    if (typeof value !== 'string' || typeof seconds !== 'number')
      throw new PlatformSilentError(answer);
    this.#token = { value, untilMs: atMs + seconds * 1000 - marginMs };
    return value;
  }
}

type Grant = { access_token?: unknown; expires_in?: unknown };
