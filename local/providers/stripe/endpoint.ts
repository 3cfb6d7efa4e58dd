import { type Words, words } from '../words.ts';
import type { StripeAccount } from './account.ts';
import { invalidParameter } from './errors.ts';
import { type Form, type FormValue, isForm } from './forms.ts';
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

/** The parameters of an endpoint; `true` accepts anything, a list describes its elements. */
export type Known = true | [Known] | { [name: string]: Known };

/** Parameters that accept anything, by their names in one text. */
export function names(text: string): Record<string, true> {
  const found = text.match(/\w+/g) ?? [];
  return Object.fromEntries(found.map((name) => [name, true as const]));
}

/** What Stripe shows as `null` while it is unused, by the names in these texts. */
export function absent<const Text extends string>(...texts: Text[]): Record<Words<Text>, null> {
  const entries = words(...texts).map((name) => [name, null]);
  return Object.fromEntries(entries);
}

/** Rejects, as Stripe does, every unknown parameter. */
export function refuseUnknown(form: Form, known: Known, path = ''): void {
  for (const [name, value] of Object.entries(form)) {
    const fullName = path === '' ? name : `${path}[${name}]`;
    const inner = typeof known === 'object' && !Array.isArray(known) ? known[name] : true;
    if (inner === undefined) {
      const message = `Received unknown parameter: ${fullName}`;
      throw invalidParameter(fullName, message, 'parameter_unknown');
    }
    refuseUnknownWithin(value, inner, fullName);
  }
}

function refuseUnknownWithin(value: FormValue, known: Known, path: string): void {
  if (isForm(value)) refuseUnknown(value, known, path);
  if (!Array.isArray(value) || !Array.isArray(known)) return;
  for (const [index, element] of value.entries()) {
    if (isForm(element)) refuseUnknown(element, known[0], `${path}[${index}]`);
  }
}
