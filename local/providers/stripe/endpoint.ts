import type { StripeAccount } from './account.ts';
import type { Known } from './parameters.ts';
import type { Params } from './params.ts';

/** One API call, with its parameters parsed and its path matched. */
type ApiCall = {
  account: StripeAccount;
  params: Params;
  ids: Record<string, string>;
  version: string;
};

/**
 * An endpoint of the API: its parameters and its action. Acting is synchronous, so that two calls
 * never see each other's unfinished work; it returns the object or throws.
 */
export type Endpoint = {
  known: { [name: string]: Known };
  act: (call: ApiCall) => object;
};

/** The endpoint that shows one object. */
export const show = (find: (account: StripeAccount, id?: string) => object): Endpoint => ({
  known: { expand: true },
  act: ({ account, ids }) => find(account, ids.id),
});
