import type { JsonBody } from '../json-body.ts';
import type { PayPalAccount } from './account.ts';

/** One API call, with its path matched and its body ready to be read. */
type ApiCall = {
  account: PayPalAccount;
  ids: Record<string, string>;
  query: URLSearchParams;
  /** The JSON of the body; an empty body asks for nothing in particular. */
  body: () => JsonBody;
  rawBody: string;
  /** True unless the caller prefers the whole representation. */
  isMinimal: boolean;
};

export type Answer = {
  status: number;
  body: object;
};

/**
 * What one endpoint does. Acting is synchronous, so that two calls never see each other's half-done
 * work; it answers or throws a `PayPalFailure`.
 */
export type Endpoint = (call: ApiCall) => Answer;
