import type { PayPalAccount } from './account.ts';
import type { Part } from './part.ts';

/** An API call with its path parsed and its body ready to be read. */
type ApiCall = {
  account: PayPalAccount;
  ids: Record<string, string>;
  query: URLSearchParams;
  /** The JSON of the body; an empty body becomes an empty object. */
  body: () => Part;
  rawBody: string;
  /** True unless the caller prefers the whole representation. */
  isMinimal: boolean;
};

export type Answer = {
  status: number;
  body: object;
};

/**
 * The action of an endpoint. Synchronous, so that two calls never see each other's unfinished work;
 * it returns an answer or throws a `PayPalFailure`.
 */
export type Endpoint = (call: ApiCall) => Answer;

/** An endpoint, and how long it remembers the `PayPal-Request-Id` of what succeeded. */
export type ApiRoute = {
  act: Endpoint;
  keptSeconds?: number;
};
