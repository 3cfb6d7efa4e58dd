import { parse } from 'qs';

/** A form-encoded value with its brackets unfolded: `a[b][0]=c` → `{ a: { b: ['c'] } }`. */
export type FormValue = string | FormValue[] | Form;
export type Form = {
  [name: string]: FormValue;
};

/** Reads a form-encoded body or query as Stripe does: nested by brackets, every leaf a string. */
export function parseForm(text: string): Form {
  return parse(text, {
    // No prototype, so that a parameter named `constructor` is merely unknown.
    plainObjects: true,
    duplicates: 'last',
    ...{ depth: 20, arrayLimit: 1_000, parameterLimit: 10_000 },
  }) as Form;
}

export function isForm(value: FormValue | undefined): value is Form {
  return typeof value === 'object' && !Array.isArray(value);
}
