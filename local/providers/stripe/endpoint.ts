import type { StripeAccount } from './account.ts';
import type { Form } from './forms.ts';
import type { Known } from './parameters.ts';

/** One API call, with its parameters parsed and its path matched. */
export type ApiCall = {
  account: StripeAccount;
  params: Form;
  ids: Record<string, string>;
  version: string;
};

/**
 * One endpoint of the API: the parameters it knows, and what it does. Acting is synchronous, so
 * that two calls never see each other's half-done work; it answers with the object or throws.
 */
export type Endpoint = {
  known: { [name: string]: Known };
  act: (call: ApiCall) => object;
};
