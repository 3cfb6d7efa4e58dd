import type { JsonBody } from '../json-body.ts';
import { failure } from './failure.ts';

/** The rules of a text field; `field` is its JSON pointer. */
type TextRule = {
  field: string;
  lengthMax?: number;
  pattern?: RegExp;
  choices?: readonly string[];
};

/** The field's text; undefined when absent; rejected when PayPal would reject it. */
export function optionalText(body: JsonBody, name: string, rule: TextRule): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  const spot = { field: rule.field, value: String(value) };
  if (typeof value !== 'string') throw failure('INVALID_PARAMETER_SYNTAX', spot);
  const isTooLong = value.length > (rule.lengthMax ?? Number.POSITIVE_INFINITY);
  if (value === '' || isTooLong) throw failure('INVALID_STRING_LENGTH', spot);
  if (rule.choices && !rule.choices.includes(value)) {
    throw failure('INVALID_PARAMETER_VALUE', spot);
  }
  if (rule.pattern && !rule.pattern.test(value)) throw failure('INVALID_PARAMETER_SYNTAX', spot);
  return value;
}

/** An absolute http(s) address; undefined when absent. */
export function optionalUrl(body: JsonBody, name: string, field: string): string | undefined {
  const text = optionalText(body, name, { field });
  if (text === undefined) return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw failure('INVALID_PARAMETER_SYNTAX', { field, value: text });
}

/** The object in a field; empty when absent. */
export function objectIn(body: JsonBody, name: string, field: string): JsonBody {
  const value = body[name] ?? {};
  const isObject = typeof value === 'object' && !Array.isArray(value);
  if (!isObject) throw failure('INVALID_PARAMETER_SYNTAX', { field, value: String(value) });
  return value as JsonBody;
}
