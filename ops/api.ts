import type { FilledPath } from '#vocabulary/paths';
import type { Target } from './target.ts';

/** The API refused the request; nothing was done. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  /** Stable `code` of problem+json. */
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /** The token is not valid, or no longer; any further request would fail too. */
  get isOfTheCaller(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** It is unknown whether the request took effect: no answer, an outage, or an unreadable answer. */
export class UnclearAnswer extends Error {
  override readonly name = 'UnclearAnswer';
}

type ApiRequest = {
  method: 'GET' | 'POST' | 'PUT';
  path: FilledPath | `${FilledPath}?${string}`;
  body?: object;
  /** Makes a retry harmless; a request without it is sent once, unless its method is safe. */
  idempotencyKey?: string;
};

export type Api = {
  /**
   * Sends a request as an admin; retries a request that is safe to repeat while the answer is
   * unclear.
   *
   * @throws ApiRefusal or UnclearAnswer.
   */
  ask<Answer>(request: ApiRequest): Promise<Answer>;
};

export type ApiDeps = {
  target: Pick<Target, 'apiUrl' | 'token'>;
  fetch: typeof fetch;
  pause: (ms: number) => Promise<void>;
};

/** API Gateway gives up after 30 seconds. */
const timeoutMs = 35_000;

/** Pauses between attempts; the last attempt comes about seven seconds after the first. */
const pausesMs = [500, 1_500, 5_000];

export function adminApi(deps: ApiDeps): Api {
  return {
    async ask<Answer>(request: ApiRequest): Promise<Answer> {
      const isRepeatable = request.method !== 'POST' || request.idempotencyKey !== undefined;
      for (const pauseMs of isRepeatable ? pausesMs : []) {
        try {
          return await askOnce<Answer>(deps, request);
        } catch (error) {
          if (!(error instanceof UnclearAnswer)) throw error;
          await deps.pause(pauseMs);
        }
      }
      return askOnce<Answer>(deps, request);
    },
  };
}

async function askOnce<Answer>({ target, fetch }: ApiDeps, request: ApiRequest): Promise<Answer> {
  const { method, path, body, idempotencyKey } = request;
  const url = `${await target.apiUrl()}${path}`;
  const headers = {
    authorization: `Bearer ${await target.token()}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
  };
  const { status, text } = await exchange(fetch, url, {
    method,
    headers,
    body: body && JSON.stringify(body),
    // Never send the token to another address.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  return understood<Answer>(`${method} ${path}`, status, text);
}

async function exchange(fetch: ApiDeps['fetch'], url: string, init: RequestInit) {
  try {
    const response = await fetch(url, init);
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new UnclearAnswer(`The API did not answer ${init.method} ${new URL(url).pathname}`, {
      cause,
    });
  }
}

function understood<Answer>(what: string, status: number, text: string): Answer {
  const answer = jsonObject(text);
  // A redirect to a file says in its body which.
  if (answer && ((status >= 200 && status < 300) || status === 302)) return answer as Answer;
  const { code, detail } = answer ?? {};
  // The gateway's own answers are not problem+json.
  if (status === 401 || status === 403)
    throw new ApiRefusal(status, textOr(code, 'forbidden'), textOr(detail, 'Not an admin’s token'));
  const isRefusal = status >= 400 && status < 500 && typeof code === 'string';
  if (isRefusal && code !== 'idempotency_key_in_use')
    throw new ApiRefusal(status, code, textOr(detail, code));
  throw new UnclearAnswer(`The API answered ${status} ${textOr(code, '')} to ${what}`);
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const textOr = (value: unknown, otherwise: string): string =>
  typeof value === 'string' ? value : otherwise;
