import { invalidParameter, missingParameter, type StripeFailure } from './errors.ts';
import { type Form, type FormValue, isForm } from './forms.ts';

const metadataKeysMax = 50;
const metadataKeyLengthMax = 40;
const metadataValueLengthMax = 500;
const emailForm = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/** The parameters of a request, or of an object among them: refusals name them in full. */
export class Params {
  readonly fields: Form;
  private readonly within: string;

  constructor(fields: Form, within = '') {
    this.fields = fields;
    this.within = within;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  refusal(name: string, message: string, code?: string): StripeFailure {
    return invalidParameter(this.nameOf(name), message, code);
  }

  /** The value, which must be there. */
  demand<Value>(name: string, value: Value | undefined): Value {
    if (value === undefined) throw missingParameter(this.nameOf(name));
    return value;
  }

  /** The text of a parameter; an empty one, which Stripe reads as "unset", counts as absent. */
  text(name: string): string | undefined {
    const value = this.valueOf(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.refusal(name, `Invalid string: ${this.nameOf(name)}`);
  }

  requiredText(name: string): string {
    if (this.fields[name] === '') {
      const param = this.nameOf(name);
      const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
      throw this.refusal(name, message, 'parameter_invalid_empty');
    }
    return this.demand(name, this.text(name));
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^-?\d{1,15}$/.test(value)) return Number(value);
    throw this.refusal(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }

  requiredInteger(name: string): number {
    return this.demand(name, this.integer(name));
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw this.refusal(name, `Invalid boolean: ${value}`);
  }

  object(name: string): Params | undefined {
    const value = this.valueOf(name);
    if (value === undefined) return undefined;
    if (!isForm(value)) throw this.refusal(name, 'Invalid object');
    return new Params(value, this.nameOf(name));
  }

  requiredObject(name: string): Params {
    return this.demand(name, this.object(name));
  }

  objects(name: string): Params[] | undefined {
    const list = this.list(name);
    const within = new Params(Object.fromEntries(list?.entries() ?? []), this.nameOf(name));
    return list?.map((_, index) => within.requiredObject(String(index)));
  }

  texts(name: string): string[] | undefined {
    return this.list(name)?.map((value) => {
      if (typeof value === 'string') return value;
      throw this.refusal(name, `Invalid string: ${name}`);
    });
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    const choice = choices.find((candidate) => candidate === value);
    if (value === undefined || choice !== undefined) return choice;
    throw this.refusal(name, `Invalid ${name}: must be one of ${choices.join(', ')}`);
  }

  /** An absolute http(s) URL, kept as it was written: it may hold `{CHECKOUT_SESSION_ID}`. */
  url(name: string): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^https?:\/\//i.test(value)) {
      const message = 'Invalid URL: An explicit scheme (such as https) must be provided.';
      throw this.refusal(name, message, 'url_invalid');
    }
    if (!URL.canParse(value)) throw this.refusal(name, 'Not a valid URL', 'url_invalid');
    return value;
  }

  email(name: string): string | null {
    const email = this.text(name) ?? null;
    if (email === null || emailForm.test(email)) return email;
    throw this.refusal(name, `Invalid email address: ${email}`, 'email_invalid');
  }

  /** Metadata within Stripe's limits: 50 keys of 40 characters, values of 500. */
  metadata(): Record<string, string> {
    const given = Object.entries(this.object('metadata')?.fields ?? {});
    for (const [key, value] of given) this.refuseMetadata(key, value);
    const metadata = Object.fromEntries(given.filter(([, value]) => value !== ''));
    if (Object.keys(metadata).length > metadataKeysMax) {
      throw this.refusal('metadata', 'You can only have 50 keys in metadata.');
    }
    return metadata as Record<string, string>;
  }

  private refuseMetadata(key: string, value: FormValue): void {
    const param = `${this.nameOf('metadata')}[${key}]`;
    if (typeof value !== 'string') {
      throw invalidParameter(param, 'Metadata values must be strings.');
    }
    if (key.length > metadataKeyLengthMax) {
      const message = `Metadata keys must be 40 characters or less, and can't include square brackets; '${key}' has ${key.length} characters.`;
      throw this.refusal('metadata', message);
    }
    if (value.length > metadataValueLengthMax) {
      const message = `Metadata values can have up to 500 characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`;
      throw invalidParameter(param, message);
    }
  }

  private valueOf(name: string): FormValue | undefined {
    return this.fields[name] === '' ? undefined : this.fields[name];
  }

  private list(name: string): FormValue[] | undefined {
    const value = this.valueOf(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.refusal(name, 'Invalid array');
  }

  nameOf(name: string): string {
    return this.within === '' ? name : `${this.within}[${name}]`;
  }
}
