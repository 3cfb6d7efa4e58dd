import { type JsonExchange, jsonRequest } from '../http-client.ts';
import { AccessToken, type PayPalAccess } from './access-token.ts';

export type PayPalRequest = {
  method: 'GET' | 'POST';
  /** The path below the API's address; its ids are encoded. */
  path: string;
  body?: object;
  /** PayPal's idempotency key: each acts once (orders for 6 hours, refunds for 45 days). */
  requestId?: string;
};

/** PayPal's REST API over plain fetch: five endpoints do not justify a client of 600 kB. */
export class PayPalClient {
  readonly #access: PayPalAccess;
  readonly #token: AccessToken;

  constructor(access: PayPalAccess) {
    this.#access = access;
    this.#token = new AccessToken(access);
  }

  get(path: string): Promise<JsonExchange> {
    return this.call({ method: 'GET', path });
  }

  /** Never throws. Replaces a token that PayPal has rejected, once. */
  async call(request: PayPalRequest): Promise<JsonExchange> {
    const first = await this.try(request);
    const isTokenForgotten = first.kind === 'answered' && first.status === 401;
    return isTokenForgotten ? this.try(request) : first;
  }

  private async try({ method, path, body, requestId }: PayPalRequest): Promise<JsonExchange> {
    const token = await this.#token.get();
    if (token.kind === 'unknown') return token;
    const { apiUrl, fetch, timeoutMs } = this.#access;
    const answer = await jsonRequest({
      ...{ fetch, timeoutMs, method, body },
      url: `${apiUrl}${path}`,
      headers: {
        authorization: `Bearer ${token.value}`,
        ...(method === 'POST' && { prefer: 'return=representation' }),
        ...(requestId !== undefined && { 'paypal-request-id': requestId }),
      },
    });
    if (answer.kind === 'answered' && answer.status === 401) this.#token.drop(token.value);
    return answer;
  }
}
