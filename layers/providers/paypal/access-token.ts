import type { Clock } from '#domain/clock';
import { type Fetch, jsonRequest } from '../http-client.ts';
import { causeOf, isSuccess } from './refusals.ts';

export type PayPalAccess = {
  /** `https://api-m.paypal.com`, the sandbox's, or another address with the same protocol. */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: Fetch;
  now: Clock;
  timeoutMs?: number;
};

export type TokenAnswer = { kind: 'token'; value: string } | { kind: 'unknown'; cause: unknown };

/** A token near its expiry might expire on the way. */
const marginSeconds = 60;

/** The access token, cached until a minute before it expires (about nine hours). */
export class AccessToken {
  readonly #access: PayPalAccess;
  #kept?: { value: string; untilMs: number };
  #asking?: Promise<TokenAnswer>;

  constructor(access: PayPalAccess) {
    this.#access = access;
  }

  /** Concurrent callers share one request. */
  async get(): Promise<TokenAnswer> {
    const { now } = this.#access;
    if (this.#kept && now().getTime() < this.#kept.untilMs)
      return { kind: 'token', value: this.#kept.value };
    this.#asking ??= this.ask().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** PayPal rejected this token; keeps a newer one that was fetched meanwhile. */
  drop(value: string): void {
    if (this.#kept?.value === value) this.#kept = undefined;
  }

  private async ask(): Promise<TokenAnswer> {
    const { apiUrl, clientId, clientSecret, fetch, now, timeoutMs } = this.#access;
    const askedAtMs = now().getTime();
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await jsonRequest({
      ...{ fetch, timeoutMs },
      url: `${apiUrl}/v1/oauth2/token`,
      method: 'POST',
      headers: { authorization: `Basic ${credentials}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (!isSuccess(answer)) return { kind: 'unknown', cause: causeOf(answer) };
    const { access_token: value, expires_in: seconds } = (answer.body ?? {}) as Grant;
    if (typeof value !== 'string' || typeof seconds !== 'number')
      return { kind: 'unknown', cause: new Error('PayPal answered without an access token') };
    this.#kept = { value, untilMs: askedAtMs + (seconds - marginSeconds) * 1000 };
    return { kind: 'token', value };
  }
}

type Grant = { access_token?: unknown; expires_in?: unknown };
