import { type Currency, toDecimalString } from '#domain/money';
import { element, textElement, type Xml } from './xml.ts';

/** `2026-03-01` → the calendar day of UN/CEFACT format 102. */
export const dayElement = (name: string, day: string): Xml =>
  element(name, textElement('udt:DateTimeString', day.replaceAll('-', ''), { format: '102' }));

export const amountElement = (name: string, minor: number, currency: Currency): Xml =>
  textElement(name, toDecimalString({ minor, currency }));

/** Basis points → `20.00`: two decimals, since BR-FR-16 refuses more. */
export const percent = (basisPoints: number): string => (basisPoints / 100).toFixed(2);

/** Millionths → `83.333333`, with two decimals at least. */
export function priceOf(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  const decimals = digits.slice(-6).replace(/0{1,4}$/, '');
  return `${digits.slice(0, -6)}.${decimals}`;
}
