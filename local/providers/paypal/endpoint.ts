import type { PayPalAccount } from './account.ts';
import type { Part } from './part.ts';

/** An API call with its path parsed and its body ready to be read. */
type ApiCall = {
  account: PayPalAccount;
  ids: Record<string, string>;
  query: URLSearchParams;
  /** The JSON of the body; an empty body becomes an empty object. */
  readBody: () => Part;
  rawBody: string;
  /** True unless the caller prefers the whole representation. */
  isMinimal: boolean;
};

/**
 * The action of an endpoint. Synchronous, so that two calls never see each other's unfinished work;
 * it returns the body or throws a `Refusal`.
 */
export type Endpoint = (call: ApiCall) => object;

/** An endpoint, and how long it remembers the `PayPal-Request-Id` of what succeeded. */
export type ApiRoute = {
  act: Endpoint;
  /** Of the first answer; 200 when absent. */
  status?: number;
  keptSeconds?: number;
};
