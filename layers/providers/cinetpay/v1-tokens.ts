import type { Clock } from '#domain/clock';
import { jsonRequest } from '../http-client.ts';
import { objectIn, textIn } from './answers.ts';
import { type Connection, notUnderstood, userAgent } from './api.ts';

export type TokenAnswer = { kind: 'token'; token: string } | { kind: 'unknown'; cause: unknown };

/** A token is valid for a day; it is not used in its last hour. */
const lifetimeMs = 23 * 60 * 60 * 1000;

/** The access token of one key, requested once for all waiting requests. */
export class V1Tokens {
  readonly #connection: Connection;
  readonly #credentials: { api_key: string; api_password: string };
  readonly #now: Clock;
  #current: { answer: Promise<TokenAnswer>; until: number } | undefined;

  constructor(connection: Connection, keys: { apiKey: string; apiPassword: string }, now: Clock) {
    this.#connection = connection;
    this.#credentials = { api_key: keys.apiKey, api_password: keys.apiPassword };
    this.#now = now;
  }

  /** @param refused a token that CinetPay has just refused: another one is needed. */
  async get(refused?: string): Promise<TokenAnswer> {
    const current = this.#current;
    const answer = await current?.answer;
    const isFresh = current !== undefined && this.#now().getTime() < current.until;
    if (isFresh && answer?.kind === 'token' && answer.token !== refused) return answer;
    // A concurrent request may already have requested the next one.
    if (this.#current === current)
      this.#current = { answer: this.#logIn(), until: this.#now().getTime() + lifetimeMs };
    return this.#current!.answer;
  }

  async #logIn(): Promise<TokenAnswer> {
    const { url, ...connection } = this.#connection;
    const exchange = await jsonRequest({
      ...connection,
      url: `${url}/v1/oauth/login`,
      method: 'POST',
      headers: { 'user-agent': userAgent },
      body: this.#credentials,
    });
    if (exchange.kind === 'unknown') return exchange;
    const { access_token, code, status } = objectIn(exchange.body);
    const token = textIn(access_token);
    return token === ''
      ? notUnderstood(`no access token, ${textIn(code)} ${textIn(status)}`)
      : { kind: 'token', token };
  }
}
