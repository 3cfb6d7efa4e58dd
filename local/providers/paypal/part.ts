import type { Sum } from '../faults.ts';
import type { JsonBody } from '../json-body.ts';
import type { Refusal } from '../loopback-server.ts';
import { isWebAddress } from '../notification-address.ts';
import { failure } from './failure.ts';
import type { Issue } from './issues.ts';
import { decimalsAtPayPal } from './wire.ts';

type TextRule = { lengthMax?: number; pattern?: RegExp; choices?: readonly string[] };

const currencies = new Set(
  `AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD
  USD`.split(/\s+/),
);
const number = /^-?(\d+(\.\d+)?|\.\d+)$/;
const numberLengthMax = 32;

/** An object in a request's body. It knows its place, which refusals name as a JSON pointer. */
export class Part {
  readonly fields: JsonBody;
  private readonly place: string;

  constructor(fields: JsonBody, place = '') {
    this.fields = fields;
    this.place = place;
  }

  refusal(issue: Issue, name: string, value?: unknown): Refusal {
    const field = `${this.place}/${name}`;
    return failure(issue, { field, ...(value !== undefined && { value: String(value) }) });
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  /** Refuses a request without this field. */
  demand(name: string): void {
    if (!this.has(name)) throw this.refusal('MISSING_REQUIRED_PARAMETER', name);
  }

  /** The object in a field; empty when absent. */
  part(name: string): Part {
    const value = this.fields[name] ?? {};
    const isObject = typeof value === 'object' && !Array.isArray(value);
    if (!isObject) throw this.refusal('INVALID_PARAMETER_SYNTAX', name, value);
    return new Part(value as JsonBody, `${this.place}/${name}`);
  }

  /** The objects of a list; none when it is absent or no list. */
  parts(name: string): Part[] {
    const list = this.fields[name];
    if (!Array.isArray(list)) return [];
    const inside = new Part(Object.fromEntries(list.entries()), `${this.place}/${name}`);
    return list.map((_, index) => inside.part(String(index)));
  }

  /** The field's text; undefined when absent; rejected when PayPal would reject it. */
  text(name: string, { lengthMax, pattern, choices }: TextRule = {}): string | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null) return undefined;
    const refusal = (issue: Issue) => this.refusal(issue, name, value);
    if (typeof value !== 'string') throw refusal('INVALID_PARAMETER_SYNTAX');
    const isTooLong = value.length > (lengthMax ?? Number.POSITIVE_INFINITY);
    if (value === '' || isTooLong) throw refusal('INVALID_STRING_LENGTH');
    if (choices && !choices.includes(value)) throw refusal('INVALID_PARAMETER_VALUE');
    if (pattern && !pattern.test(value)) throw refusal('INVALID_PARAMETER_SYNTAX');
    return value;
  }

  /** An absolute http(s) address; undefined when absent. */
  url(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || isWebAddress(text)) return text;
    throw this.refusal('INVALID_PARAMETER_SYNTAX', name, text);
  }

  /** A sum above zero, which PayPal can charge or refund. */
  sum(name: string): Sum {
    const sum = this.anySum(name);
    if (sum.amount > 0) return sum;
    const money = this.part(name);
    throw money.refusal('CANNOT_BE_ZERO_OR_NEGATIVE', 'value', money.fields.value);
  }

  /** A sum that may be zero, such as the shipping in a breakdown. */
  anySum(name: string): Sum {
    const money = this.part(name);
    const { currency_code: currency, value } = money.fields;
    money.demand('currency_code');
    money.demand('value');
    if (typeof currency !== 'string' || currency.length !== 3) {
      throw money.refusal('INVALID_STRING_LENGTH', 'currency_code', currency);
    }
    if (!currencies.has(currency)) {
      throw money.refusal('INVALID_CURRENCY_CODE', 'currency_code', currency);
    }
    // PayPal accepts amounts only as text, so a JSON number is rejected.
    const isNumberInText = typeof value === 'string' && number.test(value);
    if (!isNumberInText || value.length > numberLengthMax) {
      throw money.refusal('INVALID_PARAMETER_SYNTAX', 'value', value);
    }
    const [whole = '', fraction = ''] = value.split('.');
    const decimals = decimalsAtPayPal(currency);
    if (fraction.length > decimals) throw money.refusal('DECIMAL_PRECISION', 'value', value);
    return { amount: Number(whole + fraction.padEnd(decimals, '0')), currency };
  }
}
