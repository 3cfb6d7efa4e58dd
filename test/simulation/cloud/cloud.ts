import { readFileSync } from 'node:fs';
import type { ProviderName } from '#domain/payments/payment';
import { demand, type Headers, type Json, type Reply, send } from './http.ts';

type Endpoints = {
  api: string;
  mailbox: string;
  apiKey: string;
  providers: Record<ProviderName, string>;
};

/** A running local cloud: its API, its simulated providers, and the operator's door to it. */
export class Cloud {
  readonly directory: string;
  readonly endpoints: Endpoints;
  /** Past the gateway, to look at what is stored. */
  readonly dynamodbUrl: string;
  readonly #controlUrl: string;

  /** @throws Error when no local cloud has written its addresses into this folder. */
  constructor(directory: string) {
    const read = (name: string) => JSON.parse(readFileSync(`${directory}/${name}`, 'utf8'));
    const { url, engines } = read('control.json');
    this.directory = directory;
    this.endpoints = read('endpoints.json');
    this.dynamodbUrl = engines.dynamodb;
    this.#controlUrl = url;
  }

  /** As the shop's own server. */
  asShop(method: string, path: string, { key, body }: { key?: string; body?: unknown } = {}) {
    const headers = {
      'x-api-key': this.endpoints.apiKey,
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    return this.call(method, path, { headers, body });
  }

  call(
    method: string,
    path: string,
    options: { headers?: Headers; body?: unknown } = {},
  ): Promise<Reply> {
    return send(method, `${this.endpoints.api}${path}`, options);
  }

  /** Faults, schedules, queues and tokens. */
  control(method: string, path: string, body?: unknown): Promise<Json> {
    return demand(method, `${this.#controlUrl}${path}`, body);
  }

  /** What a provider's simulation is asked, beside its API. */
  provider(name: ProviderName, method: string, path: string, body?: unknown): Promise<Json> {
    return demand(method, `${this.endpoints.providers[name]}${path}`, body);
  }

  /** As somebody of the shop who may close refund tasks. */
  async asFinance(): Promise<Headers> {
    const { token } = await this.control('POST', '/tokens', {
      role: 'finance',
      email: 'compta@shop.example',
    });
    return { authorization: `Bearer ${token}` };
  }

  /** Thousands of letters with an invoice each would fill the memory, and nobody reads them. */
  async emptyMailbox(): Promise<void> {
    await demand('POST', `${this.endpoints.mailbox}/clear-store`);
  }
}
