import { type Words, words } from '../words.ts';
import { invalidParameter, missingParameter } from './errors.ts';
import type { Form, FormValue } from './forms.ts';
import { isForm } from './forms.ts';

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

const metadataKeysMax = 50;
const metadataKeyLengthMax = 40;
const metadataValueLengthMax = 500;

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

/** The text of a parameter; an empty one, which Stripe reads as "unset", counts as absent. */
export function optionalText(form: Form, name: string, param = name): string | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw invalidParameter(param, `Invalid string: ${param}`);
  return value;
}

export function requiredText(form: Form, name: string, param = name): string {
  if (form[name] === '') {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    throw invalidParameter(param, message, 'parameter_invalid_empty');
  }
  const value = optionalText(form, name, param);
  if (value === undefined) throw missingParameter(param);
  return value;
}

export function optionalInteger(form: Form, name: string, param = name): number | undefined {
  const value = optionalText(form, name, param);
  if (value === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(value)) {
    throw invalidParameter(param, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }
  return Number(value);
}

export function requiredInteger(form: Form, name: string, param = name): number {
  const value = optionalInteger(form, name, param);
  if (value === undefined) throw missingParameter(param);
  return value;
}

export function optionalBoolean(form: Form, name: string): boolean | undefined {
  const value = optionalText(form, name);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') {
    throw invalidParameter(name, `Invalid boolean: ${value}`);
  }
  return value === 'true';
}

export function optionalForm(form: Form, name: string, param = name): Form | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (!isForm(value)) throw invalidParameter(param, 'Invalid object');
  return value;
}

/** A list, whether it came as `a[0]=x` or, with one element, as `a=x`. */
export function optionalList(form: Form, name: string): FormValue[] | undefined {
  const value = form[name];
  if (value === undefined || value === '') return undefined;
  if (!Array.isArray(value)) throw invalidParameter(name, 'Invalid array');
  return value;
}

export function textList(form: Form, name: string): string[] | undefined {
  return optionalList(form, name)?.map((value) => {
    if (typeof value !== 'string') throw invalidParameter(name, `Invalid string: ${name}`);
    return value;
  });
}

export function oneOf<Choice extends string>(
  form: Form,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = optionalText(form, name);
  const choice = choices.find((candidate) => candidate === value);
  if (value !== undefined && choice === undefined) {
    throw invalidParameter(name, `Invalid ${name}: must be one of ${choices.join(', ')}`);
  }
  return choice;
}

/** An absolute http(s) URL, kept as it was written: it may hold `{CHECKOUT_SESSION_ID}`. */
export function optionalUrl(form: Form, name: string): string | undefined {
  const value = optionalText(form, name);
  if (value === undefined) return undefined;
  if (!/^https?:\/\//i.test(value)) {
    const message = 'Invalid URL: An explicit scheme (such as https) must be provided.';
    throw invalidParameter(name, message, 'url_invalid');
  }
  if (!URL.canParse(value)) throw invalidParameter(name, 'Not a valid URL', 'url_invalid');
  return value;
}

export function emailOf(form: Form, name: string): string | null {
  const email = optionalText(form, name) ?? null;
  if (email === null || /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) return email;
  throw invalidParameter(name, `Invalid email address: ${email}`, 'email_invalid');
}

/** Metadata within Stripe's limits: 50 keys of 40 characters, values of 500. */
export function metadataOf(form: Form, param = 'metadata'): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(optionalForm(form, 'metadata', param) ?? {})) {
    const name = `${param}[${key}]`;
    if (typeof value !== 'string') throw invalidParameter(name, 'Metadata values must be strings.');
    if (key.length > metadataKeyLengthMax) {
      throw invalidParameter(
        param,
        `Metadata keys must be 40 characters or less, and can't include square brackets; '${key}' has ${key.length} characters.`,
      );
    }
    if (value.length > metadataValueLengthMax) {
      throw invalidParameter(
        name,
        `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      );
    }
    if (value !== '') metadata[key] = value;
  }
  if (Object.keys(metadata).length > metadataKeysMax) {
    throw invalidParameter(param, 'You can only have 50 keys in metadata.');
  }
  return metadata;
}
