import type { Metadata } from './faults.ts';

export type JsonBody = Record<string, unknown>;

/** The JSON object in a request's body; undefined for anything else. */
export function readJsonBody(body: string): JsonBody | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as JsonBody) : undefined;
  } catch {
    return undefined;
  }
}

/** The field's text; empty when it is missing or not text. */
export function textIn(body: JsonBody, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** The plain fields of a request, by which faults select payments. */
export function marksIn(body: JsonBody): Metadata {
  const plain = Object.entries(body).filter(([, value]) => /string|number/.test(typeof value));
  return Object.fromEntries(plain.map(([name, value]) => [name, String(value)]));
}
